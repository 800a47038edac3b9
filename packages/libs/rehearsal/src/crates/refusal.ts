import { json, type StageResponse } from '../route.ts';

/** An error of a crate registry's web API (https://doc.rust-lang.org/cargo/reference/registry-web-api.html). */
export function refusal(status: number, detail: string): StageResponse {
  return json(status, { errors: [{ detail }] });
}
