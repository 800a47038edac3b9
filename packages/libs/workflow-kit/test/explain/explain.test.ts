import { describe, expect, test } from 'vitest';
import { callerOf, explain, explanationMarkdown, renderBare } from '../../src/explain/index.ts';
import { judge, type Scope, type Workflow } from '../../src/index.ts';
import { parseAsGitHub } from '../github.ts';
import { good, pins } from '../rules/good.ts';

const release = { slug: 'acme/library', commit: 'c0'.repeat(20), version: 'v1.2.3' };
const explained = (file: string) => explain(named(file), { workflows: good, release, target: 'github.com' });

function named(file: string): Workflow {
  const found = good.find((workflow) => workflow.file === file);
  if (found === undefined) throw new Error(`There is no ${file}.`);
  return found;
}

describe.each(good.filter(({ call }) => call !== undefined))('the caller of $file', (callee) => {
  const caller = callerOf(callee, { workflows: good });
  const findingsFor = (one: Workflow) =>
    judge([one, ...good.filter(({ file }) => file !== one.file)], pins)
      .findings.filter(({ workflow }) => workflow === one)
      .map(({ rule }) => rule);
  const asked = callerOf(callee, { workflows: good, file: 'call.yml' });

  test('is a workflow for GitHub’s own parser', async () => {
    const text = renderBare(caller, { kind: 'github.com', release }, { pins, actions: new Map() });
    expect((await parseAsGitHub(text)).errors).toEqual([]);
    expect(explained(callee.file).snippet).toBe(text);
  });

  test('breaks no rule', () => {
    expect(findingsFor(asked)).toEqual([]);
  });

  test('grants nothing that could be left out', () => {
    const [job] = asked.jobs;
    for (const grant of job?.permissions ?? []) {
      const less = withGrants(asked, job?.permissions.filter((one) => one !== grant) ?? []);
      expect(findingsFor(less)).toContain('permission-ceiling');
    }
  });

  test('grants everything, so that more would be too much', () => {
    const [job] = asked.jobs;
    const more = [
      ...(job?.permissions ?? []),
      { scope: 'packages', level: 'write', reason: undefined } as const,
    ];
    expect(findingsFor(withGrants(asked, more))).toContain('permission-surplus');
  });
});

test('permissions are those of every job below, each with the job that asks', () => {
  expect(explained('batch.yml').permissions).toEqual([
    { scope: 'contents', level: 'write', jobs: [{ job: 'land / update', reason: 'lands one commit' }] },
  ]);
});

test('a group is told as it stands, with the names that it can have and who holds it', () => {
  expect(explained('nightly.yml').groups).toEqual([
    {
      group: `gatehouse/branch/\${{ inputs.branch || github.ref_name }}/versions-manifest`,
      names: ['gatehouse/branch/main/versions-manifest'],
      held: 'batch / land / update',
      queue: 'max',
      cancelInProgress: 'false',
    },
  ]);
});

test('environments, triggers and secrets are told', () => {
  const release = explained('release.yml');
  expect(release.environments).toContainEqual({ name: 'pypi', job: 'publish-pypi' });
  expect(release.triggers).toEqual(['push']);
  expect(explained('nightly.yml').triggers).toEqual(['schedule', 'workflow_dispatch']);
  expect(explained('land.yml').secrets).toEqual([
    { name: 'token', required: true, description: 'Token that may push.' },
  ]);
  expect(explained('land.yml').inputs).toEqual([
    {
      name: 'branch',
      type: 'string',
      required: false,
      default: undefined,
      description: 'Branch that is written.',
    },
  ]);
});

test('a workflow that cannot be called has no snippet', () => {
  expect(explained('ci.yml')).toMatchObject({ callable: false, snippet: undefined });
});

test('a workflow that runs by itself signs with its own file at a branch or tag', () => {
  const [signer] = explained('release.yml').signers;
  const identity = new RegExp(signer?.identity ?? '');
  const own = 'https://github.com/acme/library/.github/workflows/release.yml';
  expect(signer).toMatchObject({ workflow: 'release.yml', jobs: ['publish-crate', 'publish-pypi'] });
  expect(`${own}@refs/tags/v1.2.3`).toMatch(identity);
  expect(`${own}@refs/pull/7/merge`).not.toMatch(identity);
});

test('a called workflow signs with its own file, at the tag or the commit that its caller names', () => {
  const callee = named('land.yml');
  const signing = { ...callee, jobs: callee.jobs.map((job) => grantTo(job, 'id-token')) };
  // Asked through its caller: what is signed there names the callee all the same.
  const { signers } = explain(named('batch.yml'), { workflows: [signing], release, target: 'github.com' });
  expect(signers.map(({ workflow }) => workflow)).toEqual(['land.yml']);
  const [signer] = signers;
  const identity = new RegExp(signer?.identity ?? '');
  const own = 'https://github.com/acme/library/.github/workflows/land.yml';
  for (const ref of ['refs/tags/v1', 'refs/tags/v1.2.3', 'c0'.repeat(20)]) {
    expect(`${own}@${ref}`).toMatch(identity);
  }
  const foreign = [
    `${own}@refs/heads/main`,
    `${own}@${'c0'.repeat(19)}`,
    `${own.replace('acme', 'evil')}@refs/tags/v1.2.3`,
    `${own.replace('github.com', 'githubxcom')}@refs/tags/v1.2.3`,
    `https://evil.example/?${own}@refs/tags/v1.2.3`,
    `${own}@refs/tags/v1.2.3/../../evil`,
  ];
  for (const subject of foreign) expect(subject).not.toMatch(identity);
  expect(signer?.signerWorkflow).toBe('acme/library/.github/workflows/land.yml');
});

test('what is called as a workflow of the library signs with the file of the library', () => {
  const callee = named('land.yml');
  const signing = { ...callee, jobs: callee.jobs.map((job) => grantTo(job, 'id-token')) };
  const caller = callerOf(callee, { file: 'call.yml' });
  const own = { kind: 'own', name: 'land', workflow: signing } as const;
  const jobs = caller.jobs.map((job) => (job.kind === 'call' ? { ...job, calls: own } : job));
  const options = { workflows: [], release, target: 'github.com', library: 'gate/house' } as const;
  const { signers } = explain({ ...caller, jobs }, options);
  expect(signers.map(({ signerWorkflow }) => signerWorkflow)).toEqual([
    'gate/house/.github/workflows/land.yml',
  ]);
});

test('the page holds the snippet, every permission and both ways to verify', () => {
  const page = explanationMarkdown(explained('release.yml'));
  expect(page).toContain('| `contents: write` |');
  expect(page).toContain('--certificate-identity-regexp');
  expect(page).toContain('gh attestation verify FILE');
  expect(explanationMarkdown(explained('land.yml'))).toContain(
    'uses: acme/library/.github/workflows/land.yml@c0',
  );
});

test('a bar or a line end in a default does not end its cell', () => {
  const callee = named('land.yml');
  const input = { ...callee.call?.inputs.branch, default: 'a|b\n`c`' };
  const call = { inputs: { branch: input }, outputs: {} };
  const page = explanationMarkdown(
    explain({ ...callee, call } as Workflow, { workflows: [], release, target: 'github.com' }),
  );
  expect(page).toContain('| `branch` | string | `` a\\|b ⏎ `c` `` |');
});

function withGrants(caller: Workflow, permissions: Workflow['jobs'][number]['permissions']): Workflow {
  return { ...caller, jobs: caller.jobs.map((job) => ({ ...job, permissions })) };
}

function grantTo(job: Workflow['jobs'][number], scope: Scope): Workflow['jobs'][number] {
  const level = 'write';
  return { ...job, permissions: [...job.permissions, { scope, level, reason: 'signs' }] };
}
