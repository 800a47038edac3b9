import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An action that is only as large as a test needs it: `actionYml` and the script `main.mjs`. */
export async function smallAction(script: string, actionYml = DEFINITION) {
  const folder = await mkdtemp(join(tmpdir(), 'action-'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'action.yml'), actionYml);
  await writeFile(join(folder, 'dist', 'main.mjs'), script);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

export const DEFINITION = `
name: small
inputs:
  plain: { description: none }
  two words: { default: a b }
  flag: { default: false }
  number: { default: 1.10 }
  repository: { default: "\${{ github.repository }}" }
  url: { default: "\${{ github.server_url }}/\${{ github.repository }}" }
  token: { default: "\${{ github.token }}" }
  temp: { default: "\${{ runner.temp }}" }
outputs:
  result: { description: none }
runs: { using: node24, main: dist/main.mjs }
`;
