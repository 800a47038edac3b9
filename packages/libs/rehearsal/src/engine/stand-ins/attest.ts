import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fail, input, setOutput, variable } from './step.ts';

const paths = input('subject-path')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const files = paths.flatMap((pattern) => globSync(pattern, { cwd: variable('GITHUB_WORKSPACE') }));
const given = {
  name: input('subject-name'),
  digest: { sha256: input('subject-digest').replace('sha256:', '') },
};
const subject =
  paths.length === 0
    ? [given]
    : files.map((file) => ({
        name: basename(file),
        digest: {
          sha256: createHash('sha256')
            .update(readFileSync(join(variable('GITHUB_WORKSPACE'), file)))
            .digest('hex'),
        },
      }));
if (subject.length === 0 || subject.some(({ digest }) => digest.sha256 === '')) {
  fail('Found nothing to attest; expected subject-path, or subject-name and subject-digest.');
}
const claims = await identity();
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject,
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { runDetails: { builder: { id: claims.job_workflow_ref } } },
};
const bundle = join(variable('RUNNER_TEMP'), 'attestation.json');
const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
const envelope = { payload, payloadType: 'application/vnd.in-toto+json', signatures: [] };
writeFileSync(bundle, JSON.stringify({ dsseEnvelope: envelope }));
setOutput('bundle-path', bundle);
setOutput('attestation-id', '1');

/** The claims of the token that a real attestation would be bound to. */
async function identity(): Promise<Record<string, unknown>> {
  const address = `${variable('ACTIONS_ID_TOKEN_REQUEST_URL')}&audience=sigstore`;
  const authorization = `Bearer ${variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}`;
  const answer = await fetch(address, { headers: { authorization } });
  if (!answer.ok) fail(`The identity token was refused with ${answer.status}; id-token: write is needed.`);
  const { value } = (await answer.json()) as { value: string };
  return JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
