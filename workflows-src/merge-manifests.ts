import {
  github,
  input,
  inputsLike,
  or,
  outputsLike,
  own,
  resource,
  secret,
  workflow,
  write,
} from '@gatehouse/workflow-kit';
import { action } from './actions.ts';

// A called workflow starts in an empty folder with the rights of its caller. So there is no `parts-dir`
// and no `directory`, no `repository` or `remote` but the caller's, and the token is a secret.
const mirrored = inputsLike(action('manifest-merge'), {
  texts: [
    'layout',
    'manifest',
    'final-newline',
    'name-template',
    'expected',
    'target',
    'policy',
    'unexpected',
    'released',
    'on-published',
    'on-older-run',
    'upstream-manifest',
    'own-manifests',
    'branch',
    'author-name',
    'author-email',
    'message',
    'deadline',
  ],
  flags: ['allow-empty', 'repair', 'sign-off', 'dry-run'],
});

const inputs = {
  ...mirrored,
  writer: input.string({
    description: '`git` pushes with a lease, `api` lets GitHub make a signed commit.',
    default: 'git',
  }),
};

const outputs = outputsLike(action('manifest-merge'), [
  'changed',
  'commit',
  'result',
  'missing',
  'conflicts',
]);

export const mergeManifests = workflow({
  file: 'merge-manifests.yml',
  name: 'Merge manifests',
  description:
    'Merges the parts that the legs of the calling workflow have left, and lands them in exactly one commit.',
  call: {
    inputs,
    secrets: {
      token: secret.optional(
        'Token with `contents: write`, for a branch that the token of the run may not push to.',
      ),
    },
    outputs,
  },
  jobs: (build) => {
    const merge = own('manifest-merge', {
      id: 'merge',
      with: {
        ...Object.fromEntries(
          Object.keys(inputs).map((name) => [name, build.input(name as keyof typeof inputs)]),
        ),
        token: or(build.secret('token'), github.token),
      },
    });
    const update = build.writer('update-manifests', {
      name: 'Update manifests',
      permissions: { contents: write('lands the merged manifests in one commit') },
      runsOn: 'ubuntu-24.04',
      writes: resource('branch', or(build.input('branch'), github.ref_name), 'versions-manifest'),
      outputs: {
        changed: merge.output('changed'),
        commit: merge.output('commit'),
        result: merge.output('result'),
        missing: merge.output('missing'),
        conflicts: merge.output('conflicts'),
      },
      steps: [merge],
    });
    return {
      changed: update.output('changed'),
      commit: update.output('commit'),
      result: update.output('result'),
      missing: update.output('missing'),
      conflicts: update.output('conflicts'),
    };
  },
});
