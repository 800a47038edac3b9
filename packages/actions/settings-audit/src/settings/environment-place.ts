/** An environment in the addresses of GitHub's API. */
export interface EnvironmentPlace {
  readonly owner: string;
  readonly repo: string;
  readonly environment_name: string;
}
