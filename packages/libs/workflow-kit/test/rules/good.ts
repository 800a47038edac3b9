import {
  checkout,
  eq,
  expr,
  github,
  input,
  leg,
  not,
  or,
  own,
  parsePins,
  read,
  resource,
  run,
  runner,
  script,
  secret,
  uses,
  type Workflow,
  workflow,
  write,
} from '../../src/index.ts';
import { untypedOwn } from '../options.ts';

/** The catalogue of the good workflows. */
export const pins = parsePins(
  `runs:
  using: composite
  steps:
    - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
    - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
    - uses: actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea # v7.0.1
    - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
    - uses: pypa/gh-action-pypi-publish@ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e # v1.13.0
    - uses: rust-lang/crates-io-auth-action@b7e9a28eded4986ec6b1fa40eeee8f8f165559ec # v1.0.3
`,
  '/repository/workflows-src/pins/action.yml',
);

const runsOn = 'ubuntu-24.04';

/** A called workflow: fan-out, and fan-in to one branch. */
const land = workflow({
  file: 'land.yml',
  name: 'Land',
  description: 'Builds every leg and lands the parts in one commit.',
  call: {
    inputs: { branch: input.string({ description: 'Branch that is written.' }) },
    secrets: { token: secret.required('Token that may push.') },
    outputs: { commit: 'The commit.' },
  },
  jobs: (build) => {
    const select = untypedOwn('select-versions', { id: 'select', with: { 'filter-file': 'tags.yml' } });
    const plan = build.job('plan', {
      permissions: { contents: read('reads the filter') },
      runsOn,
      outputs: { matrix: select.output('matrix'), empty: select.output('empty') },
      steps: [checkout(), select],
    });
    const legs = build.matrix('build', {
      needs: [plan],
      when: eq(plan.output('empty'), 'false'),
      over: plan.output('matrix'),
      key: 'key',
      outcome: { policy: 'allow-missing' },
      permissions: {},
      runsOn,
      env: { ARCH: leg('arch') },
      steps: [
        own('retry-run', { with: { run: './build.sh "$ARCH"' } }),
        run({ script: script`cat log.txt`, env: { OS: runner.os } }),
      ],
    });
    const merge = own('manifest-merge', {
      id: 'merge',
      with: {
        branch: build.input('branch'),
        expected: legs.expected,
        policy: legs.policy,
        token: build.secret('token'),
      },
    });
    const update = build.writer('update', {
      needs: [plan, legs],
      when: eq(plan.output('empty'), 'false'),
      writes: resource('branch', or(build.input('branch'), github.ref_name), 'versions-manifest'),
      permissions: { contents: write('lands one commit') },
      runsOn,
      outputs: { commit: merge.output('commit') },
      steps: [checkout({ 'persist-credentials': true }), merge],
    });
    return { commit: update.output('commit') };
  },
});

/** A called workflow that calls another: a secret with two hops. */
const batch = workflow({
  file: 'batch.yml',
  name: 'Batch',
  description: 'Lands what one series needs.',
  call: { secrets: { token: secret.required('Token that may push.') } },
  jobs: (build) => {
    build.call('land', {
      workflow: land,
      permissions: { contents: write('lands one commit') },
      with: { branch: 'main' },
      secrets: { token: build.secret('token') },
    });
  },
});

/** A caller that starts by itself. */
const nightly = workflow({
  file: 'nightly.yml',
  name: 'Nightly',
  description: 'Lands what is new.',
  on: { schedule: [{ cron: '30 4 * * 1' }], workflowDispatch: {} },
  secrets: {
    PUSH_TOKEN: secret.required('Token of the release account.'),
    OTHER_TOKEN: secret.optional('Token of nobody.'),
  },
  jobs: (build) => {
    build.call('batch', {
      workflow: batch,
      permissions: { contents: write('lands one commit') },
      secrets: { token: build.secret('PUSH_TOKEN') },
    });
  },
});

/** A called workflow without rights of its own, and with a group. */
const docs = workflow({
  file: 'docs.yml',
  name: 'Docs',
  description: 'Builds the documentation.',
  call: { inputs: { draft: input.boolean({ description: 'Without the pictures.' }) } },
  concurrency: { group: expr`docs-${github.sha}` },
  jobs: (build) => {
    build.job('pages', {
      permissions: { contents: read('checks out the repository') },
      runsOn,
      concurrency: { group: 'pages-cache' },
      steps: [checkout(), run({ script: script`make docs` })],
    });
    build.job('pictures', {
      when: not(build.input('draft')),
      permissions: { contents: read('checks out the repository') },
      runsOn,
      steps: [checkout(), run({ script: script`make pictures` })],
    });
  },
});

/** Checks, with a matrix whose legs are written out. */
const ci = workflow({
  file: 'ci.yml',
  name: 'CI',
  description: 'Checks everything.',
  on: { push: { branches: ['main'] }, pullRequest: {} },
  concurrency: {
    group: expr`ci-${or(github.event('pull_request', 'number'), github.run_id)}`,
    cancelInProgress: true,
  },
  jobs: (build) => {
    const check = build.job('check', {
      permissions: { contents: read('checks out the repository') },
      runsOn,
      env: { TITLE: github.event('pull_request', 'title') },
      steps: [
        checkout(),
        run({
          script: script`
          # never eval "$TITLE"
          echo "$TITLE"`,
        }),
        uses('actions/github-script', { with: { script: 'core.info(process.env.TITLE)' } }),
      ],
    });
    const tests = build.matrix('test', {
      needs: [check],
      over: [
        { os: 'linux', runner: 'ubuntu-24.04' },
        { os: 'windows', runner: 'windows-2025' },
      ],
      key: 'os',
      outcome: { policy: 'require-all' },
      permissions: { contents: read('checks out the repository') },
      runsOn: leg('runner'),
      steps: [
        checkout(),
        run({ script: script`npm test` }),
        uses('actions/upload-artifact', {
          with: { name: expr`logs-${leg('os')}`, path: expr`out/${leg('os')}.log` },
        }),
      ],
    });
    build.job('report', {
      needs: [tests],
      permissions: {},
      runsOn,
      steps: [
        uses('actions/download-artifact', { with: { pattern: 'logs-*', 'merge-multiple': true } }),
        run({ script: script`cat *.log` }),
      ],
    });
    build.call('docs', {
      workflow: docs,
      permissions: { contents: read('checks out the repository') },
      with: { draft: eq(github.event_name, 'pull_request') },
    });
  },
});

/** Gates, a draft, two registries, provenance, and the release made public last. */
const release = workflow({
  file: 'release.yml',
  name: 'Release',
  description: 'Publishes what a tag names.',
  on: { push: { tags: ['v*'] } },
  concurrency: { group: expr`tag-${github.ref}`, queue: 'max' },
  jobs: (build) => {
    const guard = own('tag-guard', { id: 'guard' });
    const gate = build.job('gate', {
      permissions: { actions: read('looks for green runs') },
      runsOn,
      outputs: { ok: guard.output('ok') },
      steps: [guard, own('ci-green-gate')],
    });
    const draft = build.writer('draft', {
      needs: [gate],
      when: eq(gate.output('ok'), 'true'),
      writes: resource('release', github.ref_name),
      permissions: { contents: write('makes the draft') },
      runsOn,
      steps: [untypedOwn('release-draft', { with: { mode: 'draft' } })],
    });
    const provenance = build.call('provenance', {
      needs: [draft],
      workflow: 'slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.1.0',
      permissions: { contents: write('attaches the provenance'), 'id-token': write('signs it') },
      with: { 'upload-assets': true },
    });
    const auth = uses('rust-lang/crates-io-auth-action', { id: 'auth' });
    const crate = build.writer('publish-crate', {
      needs: [draft, provenance],
      writes: resource('package', 'crates.io', 'sample'),
      permissions: { contents: read('checks out'), 'id-token': write('asks for a token') },
      environment: 'crates-io',
      runsOn,
      steps: [
        checkout(),
        uses('actions/download-artifact', { with: { name: 'crate' } }),
        untypedOwn('crate-byte-identity'),
        auth,
        run({ env: { CARGO_REGISTRY_TOKEN: auth.output('token') }, script: script`cargo publish --locked` }),
      ],
    });
    const wheels = build.writer('publish-pypi', {
      needs: [draft, provenance],
      writes: resource('package', 'pypi', 'sample'),
      permissions: { 'id-token': write('asks for a token') },
      environment: 'pypi',
      runsOn,
      steps: [untypedOwn('python-dist-identity'), uses('pypa/gh-action-pypi-publish')],
    });
    build.writer('undraft', {
      needs: [draft, provenance, crate, wheels],
      writes: resource('release', github.ref_name),
      permissions: { contents: write('makes the release public') },
      runsOn,
      steps: [untypedOwn('release-draft', { with: { mode: 'publish' } })],
    });
  },
});

/** Workflows in which no rule finds anything. */
export const good: readonly Workflow[] = [batch, ci, docs, land, nightly, release];
