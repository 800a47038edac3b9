import { quote } from '@gatehouse/action-kit';
import { SociError } from '../error.ts';
import { endingError } from './ending-error.ts';
import type { FoundTool } from './find.ts';
import { runTool, type ToolTerms } from './run.ts';
import { compareVersions, parseVersion } from './version.ts';

/**
 * The first release with "Fix multi-platform soci standalone convert" (awslabs/soci-snapshotter 8b759752, merged on
 * 2026-05-07). v0.13.0 takes the first entry of a layout's `index.json` and drops the others without a word. The layouts
 * written here have one entry, which v0.13.0 converted whole when it was tried; nothing says that it always does.
 */
export const MINIMUM_VERSION = 'v0.14.0';

/** What `soci --version` prints: `soci version v0.15.0 <commit>`. */
const PRINTED = /^soci version (\S+)(?: \S*)?$/;
const ASKING_MS = 30_000;

/** Asks the tool for its version, as it prints it. Fails with `SOCI_VERSION`, or as a command does. */
export async function checkVersion(tool: FoundTool, terms: ToolTerms): Promise<string> {
  const timeoutMs = Math.min(terms.timeoutMs, ASKING_MS);
  const run = await runTool(tool.path, ['--version'], { ...terms, timeoutMs, log: 'silent' });
  if (run.kind !== 'exited' || run.exitCode !== 0) throw endingError('soci --version', run);
  const printed = run.stdout.trim();
  const [, text = ''] = PRINTED.exec(printed) ?? [];
  const version = parseVersion(text);
  const minimum = parseVersion(MINIMUM_VERSION);
  const where = `${quote(tool.path)} (from ${tool.from})`;
  if (version === undefined || minimum === undefined) {
    throw new SociError({
      code: 'SOCI_VERSION',
      message: `The version of ${where} is unknown: it prints ${quote(printed)}; expected "soci version ${MINIMUM_VERSION}" or newer.`,
      hint: 'Install a release of soci-snapshotter. A build by `go install` has no version, so it cannot be checked.',
    });
  }
  if (compareVersions(version, minimum) < 0) {
    throw new SociError({
      code: 'SOCI_VERSION',
      message: `Found soci ${text} at ${where}; expected ${MINIMUM_VERSION} or newer. Older versions can lose platforms of a multi-platform image.`,
      hint: `Install soci-snapshotter ${MINIMUM_VERSION} or newer.`,
    });
  }
  return text;
}
