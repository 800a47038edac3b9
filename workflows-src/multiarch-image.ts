import { access, outputsLike, workflow } from '@gatehouse/workflow-kit';
import { action } from './actions.ts';
import { inputs, secrets } from './multiarch-image/inputs.ts';
import { addLegs, addPlan } from './multiarch-image/legs.ts';
import { addPublish } from './multiarch-image/publish.ts';

/** From a Dockerfile to one image for several platforms, whose tags move only if no platform is lost. */
export const multiarchImage = workflow({
  file: 'multiarch-image.yml',
  name: 'Multi-arch image',
  description:
    'Builds an image for several platforms, one leg for each, and pushes them by digest. One job makes an index of\n' +
    'them and sets the tags, only if every platform is there.',
  call: {
    inputs,
    secrets,
    outputs: outputsLike(action('image-publish'), [
      'digest',
      'name-with-digest',
      'tags',
      'action',
      'platforms',
    ]),
  },
  verdictRunsOn: access('string', 'inputs', ['runner']),
  jobs: (build) => {
    const plan = addPlan(build);
    const legs = addLegs(build, plan);
    const publish = addPublish(build, plan, legs);
    return {
      digest: publish.output('digest'),
      'name-with-digest': publish.output('name-with-digest'),
      tags: publish.output('tags'),
      action: publish.output('action'),
      platforms: publish.output('platforms'),
    };
  },
});
