import { expect, it } from 'vitest';
import { verdictOf } from '../src/compare/compare.ts';
import { anEnvironment } from './github.ts';
import { play } from './play.ts';

const EXPECTED = `
environments: { crates-io: { wait-timer: 5, deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }
trusted-publishers:
  crates-io: [{ crate: ordvec, workflow: release.yml, environment: crates-io, trusted-publishing-only: true }]
  pypi: [{ project: ordvec, workflow: release.yml }]
`;
const FILES = { 'release.yml': 'jobs: { a: { environment: crates-io } }' };

it('the records of trusted publishers are a checklist of exact values', async () => {
  const { outputs, summary, log } = await play(EXPECTED, { environments: [anEnvironment()], files: FILES });
  expect(outputs.manual).toEqual([
    {
      id: 'PyPI/ordvec/release.yml/',
      subject: 'PyPI, trusted publisher of ordvec',
      values: {
        Owner: 'octo',
        'Repository name': 'widgets',
        'Workflow name': 'release.yml',
        'Environment name': '(none: any job of the workflow may publish)',
      },
      page: 'https://pypi.org/manage/project/ordvec/settings/publishing/',
    },
    {
      id: 'crates.io/ordvec/release.yml/crates-io',
      subject: 'crates.io, trusted publisher of ordvec',
      values: {
        'Repository owner': 'octo',
        'Repository name': 'widgets',
        'Workflow filename': 'release.yml',
        Environment: 'crates-io',
      },
      page: 'https://crates.io/crates/ordvec/settings',
    },
    {
      id: 'crates.io/ordvec/trusted-publishing-only',
      subject: 'crates.io, trusted publishing of ordvec',
      values: { 'Require trusted publishing for all new versions': 'on' },
      page: 'https://crates.io/crates/ordvec/settings',
    },
  ]);
  expect(summary).toContain(
    '- [ ] [crates.io, trusted publisher of ordvec](https://crates.io/crates/ordvec/settings): Repository owner **octo**, Repository name **widgets**, Workflow filename **release.yml**, Environment **crates-io**',
  );
  expect(log.filter((line) => line.startsWith('info: To compare by hand'))).toHaveLength(3);
});

it('outputs, evidence and the error tell what differs, what to do and where', async () => {
  const { outputs, summary, error, message } = await play(EXPECTED, {
    environments: [anEnvironment()],
    files: FILES,
  });
  const finding = {
    id: 'environments/crates-io/wait-timer',
    subject: 'environment "crates-io": wait timer',
    verdict: 'fail',
    expected: '5 minutes',
    found: '30 minutes',
    todo: 'Set the wait timer to 5 minutes.',
    page: 'https://github.com/octo/widgets/settings/environments/161088068/edit',
  };
  expect(outputs).toMatchObject({
    verdict: 'fail',
    reason: '1 of 8 settings of octo/widgets is not as declared',
    failed: 1,
    unknown: 0,
    drift: [finding],
    evidence: {
      schema: 'gatehouse.settings-audit/v1',
      verdict: 'fail',
      checked_at: '2026-01-02T00:00:00.000Z',
      run: null,
      repository: 'octo/widgets',
      expectation: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  });
  expect(message).toBe(
    '1 of 8 settings of octo/widgets is not as declared.\nenvironment "crates-io": wait timer: expected 5 minutes, found 30 minutes. Set the wait timer to 5 minutes.',
  );
  expect(error).toMatchObject({ code: 'SETTINGS_DIFFER' });
  expect(summary).toContain(
    '| [environment "crates-io": wait timer](https://github.com/octo/widgets/settings/environments/161088068/edit) | ❌ fail | 5 minutes | 30 minutes | Set the wait timer to 5 minutes. |',
  );
});

it('names from GitHub can be no command and leave no cell', async () => {
  const hostile = '](https://evil.example) | <b>\n::error::x ##[error]';
  const environments = [
    anEnvironment({ policies: [{ name: hostile, type: 'tag' }], apps: [{ slug: hostile, enabled: true }] }),
  ];
  const { summary, message, log } = await play(EXPECTED, { environments, files: FILES });
  expect(summary).not.toMatch(/(?<!\\)\]\(https:..evil|<b>|^::/m);
  expect([message, ...log].join('\n')).not.toMatch(/^::|##\[/m);
});

it('a file that is not there is told before any request', async () => {
  const { message, requests, outputs, summary } = await play(EXPECTED, {}, { path: 'nowhere.yml' });
  expect({ message, requests, outputs, summary }).toMatchObject({
    message: expect.stringContaining('"nowhere.yml" cannot be found'),
    requests: [],
    outputs: {
      verdict: 'unknown',
      reason: expect.stringContaining('could not be compared'),
      evidence: { verdict: 'unknown', expectation: null, findings: [] },
    },
    summary: expect.stringContaining('❔ unknown'),
  });
});

it('no findings at all are no pass', () => {
  expect(verdictOf([])).toBe('unknown');
});
