import { quote, redact } from '@gatehouse/action-kit';
import { describeEnding, type run } from '@gatehouse/process';
import { RegistryError } from '../error/index.ts';
import { ANONYMOUS, type Credential } from './credential.ts';

const TIMEOUT_MS = 60_000;
/** What every helper says when it has nothing (docker-credential-helpers, `credentials.errCredentialsNotFound`). */
const NOTHING = 'credentials not found in native keychain';
/** Docker Hub is stored under its oldest address. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/**
 * Asks `docker-credential-NAME` for the credential of a registry, by docker's protocol: the registry on
 * standard input, JSON on standard output. A helper that has nothing means anonymous; one that fails is an
 * error, since going on without the credential would hide why the registry then refuses.
 */
export async function askCredentialHelper(
  name: string,
  registry: string,
  exec: typeof run,
): Promise<Credential> {
  if (!/^[\w.-]+$/.test(name))
    throw failure(name, registry, 'its name has other characters than letters, digits, ".", "_" and "-"');
  const result = await exec({
    command: `docker-credential-${name}`,
    args: ['get'],
    input: registry === 'docker.io' ? DOCKER_HUB_KEY : registry,
    timeoutMs: TIMEOUT_MS,
    outputLimit: 256 * 1024,
  });
  if (result.kind !== 'exited') throw failure(name, registry, `it ${describeEnding(result)}`);
  if (result.exitCode !== 0) {
    if (`${result.stdout}${result.stderr}`.toLowerCase().includes(NOTHING)) return ANONYMOUS;
    const said = (result.stderr || result.stdout).trim();
    throw failure(name, registry, `it ${describeEnding(result)} and reported ${quote(redact(said))}`);
  }
  return readAnswer(name, registry, result.stdout);
}

function readAnswer(name: string, registry: string, stdout: string): Credential {
  const { Username, Secret } = parse(stdout);
  if (typeof Username !== 'string' || typeof Secret !== 'string') {
    throw failure(name, registry, 'its answer is not JSON with Username and Secret');
  }
  if (Username === '' && Secret === '') return ANONYMOUS;
  return Username === '<token>'
    ? { kind: 'identity-token', token: Secret }
    : { kind: 'basic', username: Username, password: Secret };
}

/** What it printed is a secret, so nothing of it goes into an error. */
function parse(stdout: string): { readonly Username?: unknown; readonly Secret?: unknown } {
  try {
    return Object(JSON.parse(stdout));
  } catch {
    return {};
  }
}

function failure(name: string, registry: string, why: string): RegistryError {
  return new RegistryError({
    kind: 'auth',
    message: `The credential helper ${quote(`docker-credential-${name}`)} gave no credential for ${registry}: ${why}.`,
    hint: "Install the helper, or remove it from credHelpers and credsStore of docker's config.json.",
  });
}
