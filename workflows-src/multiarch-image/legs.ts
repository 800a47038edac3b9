import {
  checkout,
  eq,
  expr,
  type JobHandle,
  leg,
  own,
  read,
  suppress,
  uses,
  write,
} from '@gatehouse/workflow-kit';
import { pins } from '../pins/index.ts';
import type { Build } from './build.ts';
import { logIn } from './log-in.ts';

/** Decides which platforms are built where, before any leg starts. */
export function addPlan(build: Build) {
  const select = own('select-platforms', {
    id: 'select',
    name: 'Select platforms',
    with: {
      image: build.input('image'),
      platforms: build.input('platforms'),
      runners: build.input('runners'),
      qemu: build.input('qemu'),
      'qemu-runner': build.input('qemu-runner'),
    },
  });
  return build.job('plan', {
    name: 'Plan',
    permissions: {},
    runsOn: build.input('runner'),
    timeoutMinutes: 5,
    outputs: { matrix: select.output('matrix'), platforms: select.output('platforms') },
    steps: [select],
  });
}

/**
 * Builds every platform and pushes it by its digest: no leg touches a tag. Its part comes last, so that a part
 * speaks for an image that is there.
 */
export function addLegs(build: Build, plan: JobHandle<'matrix'>) {
  const image = build.input('image');
  const push = uses(pins.buildPushAction, {
    id: 'build',
    name: 'Build and push by digest',
    with: {
      context: build.input('context'),
      file: build.input('file'),
      target: build.input('build-target'),
      'build-args': build.input('build-args'),
      labels: build.input('labels'),
      secrets: build.secret('build-secrets'),
      platforms: leg('platform'),
      provenance: build.input('provenance'),
      sbom: build.input('sbom'),
      outputs: expr`type=image,name=${image},push-by-digest=true,name-canonical=true,push=true,oci-mediatypes=true`,
    },
  });
  return build.matrix('build', {
    needs: [plan],
    over: plan.output('matrix'),
    key: 'key',
    fields: ['platform', 'runner', 'emulated'],
    // Publishing looks for itself which platforms are there, and what their absence would cost.
    outcome: { policy: 'allow-missing' },
    suppress: [
      suppress('resource-group', 'A leg pushes by digest only, so that no two runs write one name.'),
    ],
    permissions: {
      contents: read('reads the sources of the image'),
      packages: write('pushes the image by digest'),
      'id-token': write('logs in to a registry that takes identity tokens'),
    },
    runsOn: leg('runner'),
    timeoutMinutes: build.input('leg-minutes'),
    steps: [
      checkout(),
      uses(pins.setupQemuAction, { name: 'Set up QEMU', if: eq(leg('emulated'), 'true') }),
      uses(pins.setupBuildxAction, { name: 'Set up buildx' }),
      ...logIn(build),
      push,
      own('manifest-part', {
        name: 'Leave the part',
        with: {
          kind: 'image',
          image,
          platform: leg('platform'),
          digest: push.output('digest'),
        },
      }),
    ],
  });
}
