import {
  choose,
  expr,
  github,
  type JobHandle,
  leg,
  type MatrixHandle,
  ne,
  or,
  own,
  read,
  resource,
  run,
  runner,
  uses,
  write,
} from '@gatehouse/workflow-kit';
import { scriptFile } from '../script-file.ts';
import { handOn } from './hand-on.ts';
import { VERSION_FILES } from './legs.ts';
import type { Build } from './secrets.ts';

type Plan = JobHandle<'empty' | 'expected' | 'versions'>;

/** Does everything of the merge but the write: what it would refuse must not become a release first. */
export function addCheck(build: Build, plan: Plan, legs: MatrixHandle) {
  const merge = own('manifest-merge', {
    id: 'merge',
    name: 'Merge without writing',
    with: { ...mergeInputs(build, plan), 'dry-run': true },
  });
  return build.job('check-parts', {
    name: 'Check what the legs left',
    needs: [plan, legs],
    permissions: { contents: read('reads the published manifests') },
    runsOn: build.input('runner'),
    timeoutMinutes: 30,
    outputs: { result: merge.output('result'), missing: merge.output('missing') },
    steps: [merge],
  });
}

/** Creates or completes the release of each version, from what the legs have left. */
export function addReleases(build: Build, plan: Plan, check: JobHandle<never>) {
  const tag = expr`${build.input('tag-prefix')}${leg('version')}`;
  const LEGS = expr`${runner.temp}/legs`;
  const WANTED = expr`${runner.temp}/wanted.json`;
  const find = run({
    id: 'find',
    name: 'Find the archives of this version',
    script: scriptFile('find-archives'),
    outputs: ['count'],
    env: {
      LEGS,
      WANTED,
      VERSION: leg('version'),
      EXPECTED: plan.output('expected'),
      COMPANIONS: build.input('upload-companions'),
    },
  });
  return build.matrix('release-assets', {
    name: expr`release ${tag}`,
    needs: [plan, check],
    over: expr`{"version":${plan.output('versions')}}`,
    key: 'version',
    fields: ['version'],
    // The writer looks for itself what is released, and takes nothing else.
    outcome: { policy: 'allow-missing' },
    writes: resource('release', tag),
    permissions: { contents: write('makes and fills the release') },
    runsOn: build.input('runner'),
    timeoutMinutes: 60,
    // GitHub counts what makes content within a minute, for all jobs together.
    maxParallel: 4,
    steps: [
      uses('actions/download-artifact', {
        name: 'Fetch what the legs left',
        with: {
          // Never into the workspace: nobody empties that of a machine that is used again.
          path: LEGS,
          pattern: expr`{manifest-part--${leg('version')}*,${VERSION_FILES}--${leg('version')}--*}`,
        },
      }),
      find,
      run({
        name: 'Create or complete the release',
        if: ne(find.output('count'), '0'),
        script: scriptFile('github', 'release'),
        env: {
          WANTED,
          TAG: tag,
          VERSION: leg('version'),
          REPLACE: build.input('replace-assets'),
          DRY_RUN: build.input('dry-run'),
          TOKEN: or(build.secret('token'), github.token),
        },
      }),
    ],
  });
}

/** Lands the manifests of what is released: every address in them leads somewhere. */
export function addUpdate(build: Build, plan: Plan, releases: MatrixHandle) {
  const merge = own('manifest-merge', {
    id: 'merge',
    name: 'Merge and write',
    with: {
      ...mergeInputs(build, plan),
      released: choose(build.input('dry-run'), 'ignore', 'require'),
      'dry-run': build.input('dry-run'),
      token: or(build.secret('token'), github.token),
    },
  });
  return build.writer('update-manifests', {
    name: 'Update manifests',
    needs: [plan, releases],
    writes: resource('branch', or(build.input('branch'), github.ref_name), 'versions-manifest'),
    permissions: { contents: write('lands the merged manifests in one commit') },
    runsOn: build.input('runner'),
    timeoutMinutes: 30,
    outputs: {
      result: merge.output('result'),
      commit: merge.output('commit'),
      missing: merge.output('missing'),
    },
    steps: [merge],
  });
}

function mergeInputs(build: Build, plan: Plan) {
  return {
    ...handOn(build, [
      'name-template',
      'policy',
      'layout',
      'manifest',
      'final-newline',
      'on-published',
      'on-older-run',
      'writer',
      'branch',
      'author-name',
      'author-email',
      'message',
      'repair',
      'sign-off',
    ]),
    expected: plan.output('expected'),
    // A run may call this workflow once more, with another plan.
    unexpected: 'leave' as const,
    'upstream-manifest': build.input('merge-upstream'),
  };
}
