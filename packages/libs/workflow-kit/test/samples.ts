import {
  and,
  checkout,
  eq,
  expr,
  fromJSON,
  github,
  input,
  leg,
  or,
  read,
  resource,
  run,
  runner,
  script,
  secret,
  suppress,
  uses,
  workflow,
  write,
} from '../src/index.ts';
import { untypedOwn } from './options.ts';

/** Fan-out over legs that a plan finds, and fan-in to one branch. */
export const publish = workflow({
  file: 'publish.yml',
  name: 'Publish',
  description: 'Builds every leg and lands what they made in one commit.\nCalled by the releases.',
  suppress: [suppress('GH000', 'a sample has no users to warn')],
  call: {
    inputs: {
      branch: input.string({ description: 'Branch that is written.', default: 'main' }),
      arches: input.string({ description: 'Arches, parted by blanks.', required: true }),
      'dry-run': input.boolean({ description: 'Writes nothing.' }),
      legs: input.number({ description: 'Legs at a time.', default: 8 }),
    },
    secrets: { token: secret.optional('Token that may push.') },
    outputs: { commit: 'The commit, empty where nothing changed.' },
  },
  jobs: (build) => {
    const select = untypedOwn('plan-legs', { id: 'select', with: { arches: build.input('arches') } });
    const plan = build.job('plan', {
      permissions: { contents: read('reads the filter') },
      runsOn: 'ubuntu-24.04',
      timeoutMinutes: 5,
      outputs: { matrix: select.output('matrix'), empty: select.output('empty') },
      steps: [checkout(), select],
    });
    const isWanted = eq(plan.output('empty'), 'false');
    const legs = build.matrix('build', {
      needs: [plan],
      when: isWanted,
      over: plan.output('matrix'),
      key: 'key',
      fields: ['arch', 'runner'],
      outcome: { policy: 'allow-missing' },
      maxParallel: build.input('legs'),
      permissions: {},
      runsOn: fromJSON(leg('runner')),
      env: { ARCH: leg('arch') },
      steps: [
        run({
          name: 'Build',
          suppress: [suppress('GH001', 'the log shows the arch on purpose')],
          env: { TARGET: expr`${runner.os}-${leg('arch')}`, NUMBER: '1.10', ANSWER: 'on' },
          script: script`
            make "$ARCH"

            printf '%s\n' "\${TARGET}" | tee target.txt
          `,
        }),
      ],
    });
    const merge = untypedOwn('merge-parts', {
      id: 'merge',
      with: {
        expected: legs.expected,
        policy: legs.policy,
        token: or(build.secret('token'), github.token),
      },
    });
    const update = build.writer('update', {
      needs: [plan, legs],
      when: and(isWanted, eq(build.input('dry-run'), false)),
      writes: resource('branch', build.input('branch'), 'manifest'),
      permissions: { contents: write('lands one commit') },
      environment: { name: 'publish', url: expr`${github.server_url}/${github.repository}` },
      runsOn: ['self-hosted', 'linux'],
      outputs: { commit: merge.output('commit') },
      steps: [merge],
    });
    return { commit: update.output('commit') };
  },
});

/** A caller, and what a workflow without fan-out looks like. */
export const release = workflow({
  file: 'release.yml',
  name: 'Release',
  description: 'Publishes what a tag names.',
  runName: expr`Release ${github.ref_name}`,
  on: {
    push: { tags: ['v*', '!v0.*'], pathsIgnore: ['docs/**'] },
    schedule: [{ cron: '30 4 * * 1', timezone: 'Europe/Berlin' }],
    workflowDispatch: {
      inputs: { channel: input.choice(['stable', 'next'], { description: 'Where to.', required: true }) },
    },
  },
  secrets: { PUSH_TOKEN: secret.required('Token of the release account.') },
  concurrency: { group: expr`release-${github.ref}`, queue: 'max' },
  env: { CHANNEL: 'stable' },
  jobs: (build) => {
    const check = build.job('check', {
      permissions: {},
      runsOn: 'ubuntu-24.04',
      steps: [
        uses('actions/setup-node', { with: { 'node-version': '24' } }),
        run({ script: script`node --test`, env: { CHANNEL: build.input('channel') } }),
      ],
    });
    build.call('publish', {
      needs: [check],
      workflow: publish,
      permissions: { contents: write('lands one commit') },
      with: { arches: 's390x ppc64le', 'dry-run': eq(github.ref_type, 'branch') },
      secrets: { token: build.secret('PUSH_TOKEN') },
    });
  },
});
