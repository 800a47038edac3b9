import {
  checkout,
  choose,
  eq,
  expr,
  github,
  type JobHandle,
  leg,
  own,
  read,
  toJSON,
  uses,
  wholeLeg,
} from '@gatehouse/workflow-kit';
import { scriptFile } from '../script-file.ts';
import { handOn } from './hand-on.ts';
import { selection } from './inputs.ts';
import type { Build } from './secrets.ts';

/** Decides what is built, before any leg starts. It holds no secret: GitHub drops outputs in which one occurs. */
export function addPlan(build: Build) {
  const said = expr`${build.input('version')}${build.input('release-types')}${build.input('variants')}`;
  const select = own('select-versions', {
    id: 'select',
    name: 'Select versions',
    with: {
      ...handOn(build, Object.keys(selection) as (keyof typeof selection)[]),
      'filter-file': choose(eq(said, ''), build.input('filter-file'), ''),
    },
  });
  return build.job('plan', {
    name: 'Plan',
    permissions: { contents: read('reads the filter and the published manifests') },
    runsOn: build.input('runner'),
    timeoutMinutes: 10,
    outputs: {
      matrix: select.output('matrix'),
      expected: select.output('expected'),
      versions: select.output('versions'),
      empty: select.output('empty'),
    },
    steps: [
      // The branch as it is now: what a run that waited, or is run again, started from lacks the manifests
      // that were published since.
      checkout({ ref: github.ref }),
      select,
    ],
  });
}

/**
 * Builds every leg. It leaves its archives first and its part last, so that a part speaks for archives
 * that are there. Both names hold the attempt: artifacts are never overwritten.
 */
export function addLegs(build: Build, plan: JobHandle<'empty' | 'matrix'>) {
  const target = expr`${leg('platform')}-${leg('platform-version')}-${leg('arch')}`;
  return build.matrix('build', {
    needs: [plan],
    when: eq(plan.output('empty'), 'false'),
    over: plan.output('matrix'),
    key: 'key',
    fields: ['tag', 'version', 'arch', 'base-arch', 'variant', 'platform', 'platform-version', 'runner'],
    outcome: { policy: build.input('policy') },
    maxParallel: build.input('max-parallel'),
    permissions: { contents: read('reads the build script') },
    runsOn: leg('runner'),
    timeoutMinutes: build.input('leg-minutes'),
    steps: [
      checkout(),
      own('retry-run', {
        name: 'Build',
        with: {
          run: scriptFile('build-leg'),
          shell: 'bash',
          ...handOn(build, [
            'deadline',
            'attempt-timeout',
            'max-attempts',
            'transient-patterns',
            'retry-exit-codes',
          ]),
        },
        env: {
          BUILD_SCRIPT: build.input('build-script'),
          TAG: leg('tag'),
          VERSION: leg('version'),
          ARCH: leg('arch'),
          BASE_ARCH: leg('base-arch'),
          VARIANT: leg('variant'),
          PLATFORM: leg('platform'),
          PLATFORM_VERSION: leg('platform-version'),
          KEY: leg('key'),
        },
      }),
      uses('actions/upload-artifact', {
        name: 'Leave the archives',
        with: {
          name: expr`${VERSION_FILES}--${leg('version')}--${target}--${github.run_attempt}`,
          path: build.input('files'),
          'if-no-files-found': 'error',
          'compression-level': 0,
          'retention-days': build.input('retention-days'),
        },
      }),
      own('manifest-part', {
        name: 'Leave the part',
        with: {
          ...handOn(build, [
            'files',
            'name-template',
            'companions',
            'inspect',
            'inspect-exempt',
            'retention-days',
          ]),
          tag: leg('tag'),
          version: leg('version'),
          arch: leg('arch'),
          platform: leg('platform'),
          'platform-version': leg('platform-version'),
          key: leg('key'),
          leg: toJSON(wholeLeg),
        },
      }),
    ],
  });
}

/** How the artifacts begin that hold the archives of a leg. */
export const VERSION_FILES = 'version-files';
