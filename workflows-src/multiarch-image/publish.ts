import { choose, eq, type JobHandle, type MatrixHandle, own, resource, write } from '@gatehouse/workflow-kit';
import type { Build } from './build.ts';
import { logIn } from './log-in.ts';

/** Makes one index of what the legs pushed, and sets its tags, if no platform is lost. */
export function addPublish(build: Build, plan: JobHandle<'platforms'>, legs: MatrixHandle) {
  const missing = build.input('missing-platforms');
  const publish = own('image-publish', {
    id: 'publish',
    name: 'Publish the image',
    with: {
      image: build.input('image'),
      'expected-platforms': choose(eq(missing, 'drop'), '', plan.output('platforms')),
      version: build.input('version'),
      tags: build.input('tags'),
      'floating-tags': build.input('floating-tags'),
      'missing-platforms': missing,
      existing: build.input('existing'),
      annotations: build.input('annotations'),
      wait: build.input('wait'),
      deadline: build.input('deadline'),
      'dry-run': build.input('dry-run'),
    },
  });
  return build.writer('publish', {
    name: 'Publish',
    needs: [plan, legs],
    writes: resource('image', build.input('image')),
    permissions: {
      packages: write('pushes the index and its tags'),
      'id-token': write('logs in to a registry that takes identity tokens'),
    },
    runsOn: build.input('runner'),
    timeoutMinutes: 60,
    outputs: {
      digest: publish.output('digest'),
      'name-with-digest': publish.output('name-with-digest'),
      tags: publish.output('tags'),
      action: publish.output('action'),
      platforms: publish.output('platforms'),
    },
    steps: [...logIn(build), publish],
  });
}
