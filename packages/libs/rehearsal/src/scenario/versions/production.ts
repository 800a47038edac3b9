import type { ActionLibrary, WorkflowToRun } from '../../engine/workflow-run.ts';
import type { Arch } from '../../fixtures/elf.ts';
import { type BuiltFile, interpreterArchive } from '../../fixtures/interpreter.ts';
import { pollution } from '../../fixtures/pollution.ts';
import { json, type Route, route } from '../../route.ts';
import type { Production } from '../production.ts';
import type { Inputs, LegTrouble } from '../scenario.ts';
import { BUILD_SCRIPT } from './build-script.ts';

/** What a production of interpreters is made of. */
export interface VersionsOptions {
  readonly act: string;
  readonly library: ActionLibrary;
  readonly workflow: WorkflowToRun;
  readonly workflows?: Readonly<Record<string, string>>;
  /** The manifests that the repository publishes, and its filter file. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** The bytes of the upstream manifest, at `/upstream/versions-manifest.json` of the stage. */
  readonly upstream: Uint8Array;
  /** `stage` is the address of the stage. */
  readonly inputs: (stage: string) => Inputs;
  readonly runnerLabels?: readonly string[];
}

/** The command that the legs are to run, in the root of the repository. */
export const BUILD_COMMAND = 'node build.mjs';

/** A repository that builds interpreters for other machines and publishes their manifests. */
export function versionsProduction({ upstream, files, ...rest }: VersionsOptions): Production {
  return {
    ...rest,
    repository: 'acme/python-versions',
    files: { ...files, 'build.mjs': BUILD_SCRIPT },
    routes: (troubles) => [
      route('GET', '/upstream/versions-manifest.json', () => ({ status: 200, body: upstream })),
      route('GET', '/sdk/:arch', () => ({ status: 200, body: Buffer.from('sdk') })),
      legRoute(troubles),
    ],
  };
}

const BROKEN = "Modules/_ctypes/callproc.c:1042: error: expected ';' before 'return'";

/** What the build of a leg gives: the files that it leaves, or the compiler's complaint. */
function legRoute(troubles: readonly LegTrouble[]): Route {
  return route('GET', '/legs/:version/:platform/:arch', async ({ params, query }) => {
    const { version, platform: platformVersion, arch } = params;
    const values: Readonly<Record<string, string>> = { version, 'platform-version': platformVersion, arch };
    const attempt = Number(query.get('attempt'));
    const trouble = troubles.find(
      ({ leg, attempts }) =>
        Object.entries(leg).every(([name, value]) => values[name] === value) &&
        (attempts?.includes(attempt) ?? true),
    )?.trouble;
    if (trouble === 'fails') return json(200, { error: BROKEN });
    const archive = await interpreterArchive({ version, arch: arch as Arch, platformVersion });
    const built: readonly BuiltFile[] =
      trouble === 'polluted' ? [archive, ...pollution([archive])] : [archive];
    const sent = built.map(({ filename: name, bytes }) => ({ name, base64: bytes.toString('base64') }));
    return json(200, { files: sent });
  });
}
