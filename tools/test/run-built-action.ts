import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltActionCall, type BuiltActionResult, runBuiltAction as play } from '@gatehouse/rehearsal';
import { releaseFolder } from '../bundle/bundle.ts';
import { assertEvidence } from '../evidence/schema.ts';
import { runnerEnvironment } from './runner-environment.ts';

/** One step of a test; the variables of `env` come on top of a runner's own. */
export interface BuiltActionOptions extends Omit<BuiltActionCall, 'folder' | 'entry'> {
  /** Where the release stands; `release/` in the root when left out. */
  readonly release?: string;
}

/**
 * Runs the built entry of `name` as a runner does, for a run of an invented repository: in an empty
 * workspace unless `cwd` names one, and with nothing of this process's own environment but `PATH`. Its
 * evidence is held to the action's schema.
 */
export async function runBuiltAction(
  name: string,
  { release = sharedRelease(name), ...call }: BuiltActionOptions = {},
): Promise<BuiltActionResult> {
  const temp = await mkdtemp(join(tmpdir(), 'gatehouse-runner-'));
  try {
    const cwd = call.cwd ?? join(temp, 'workspace');
    await writeFile(join(temp, 'event.json'), '{}');
    for (const folder of [cwd, join(temp, 'home'), join(temp, 'temp')])
      await mkdir(folder, { recursive: true });
    const env = { ...runnerEnvironment(temp, cwd), ...call.env };
    const result = await play({ timeoutMs: 60_000, ...call, folder: join(release, name), cwd, env });
    const { evidence = '' } = result.outputs;
    if (evidence !== '') await assertEvidence(name, JSON.parse(evidence));
    return result;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** `release/` of this repository, which the set-up of the tests has brought up to date, if it could. */
function sharedRelease(name: string): string {
  const broken = process.env.GATEHOUSE_BUNDLE_ERROR;
  if (broken === undefined) return releaseFolder;
  throw new Error(`There is no built ${name} to run, for the bundler failed:\n${broken}`);
}
