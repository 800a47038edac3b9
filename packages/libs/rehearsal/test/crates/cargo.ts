import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunResult, run } from '@gatehouse/process';
import type { Stage } from '../../src/index.ts';

/** A folder with sources, and cargo with nothing of this machine's own configuration. */
export interface Workshop extends Disposable {
  readonly folder: string;
  /** Runs cargo against the stage, which it knows as the registry `stage`. */
  cargo(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<RunResult>;
}

/** Writes `files` by path into a new folder. */
export function openWorkshop(stage: Stage, files: Readonly<Record<string, string>>): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-crates-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'src', path)), { recursive: true });
    writeFileSync(join(folder, 'src', path), text);
  }
  const cargo: Workshop['cargo'] = (args, env = {}) =>
    run({
      command: 'cargo',
      args,
      cwd: join(folder, 'src'),
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        CARGO_HOME: join(folder, 'cargo'),
        CARGO_REGISTRIES_STAGE_INDEX: `sparse+${stage.url}/index/`,
        CARGO_TERM_COLOR: 'never',
        ...env,
      },
      timeoutMs: 120_000,
    });
  return { folder, cargo, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The files of a library crate, below its own name. */
export function crate(name: string, version: string, dependencies = ''): Record<string, string> {
  const manifest = `[package]
name = "${name}"
version = "${version}"
edition = "2021"
license = "MIT"
description = "A crate of a test."
repository = "https://example.invalid/widgets"

[dependencies]
${dependencies}

[workspace]
`;
  return { [`${name}/Cargo.toml`]: manifest, [`${name}/src/lib.rs`]: 'pub fn one() -> u8 {\n    1\n}\n' };
}
