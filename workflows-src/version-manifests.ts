import { access, or, outputsLike, workflow } from '@gatehouse/workflow-kit';
import { action } from './actions.ts';
import { inputs } from './version-manifests/inputs.ts';
import { addLegs, addPlan } from './version-manifests/legs.ts';
import { addCheck, addReleases, addUpdate } from './version-manifests/publish.ts';
import { secrets } from './version-manifests/secrets.ts';

/** From a filter to builds for every machine, their releases and the manifests that name them. */
export const versionManifests = workflow({
  file: 'version-manifests.yml',
  name: 'Version manifests',
  description:
    'Builds the versions that a filter selects, one leg for each machine. What the legs have built is checked\n' +
    'together, goes into releases, and is named in the version manifests by exactly one commit.',
  call: {
    inputs,
    secrets,
    outputs: {
      ...outputsLike(action('select-versions'), ['versions']),
      ...outputsLike(action('manifest-merge'), ['result', 'commit', 'missing']),
    },
  },
  verdictRunsOn: access('string', 'inputs', ['runner']),
  jobs: (build) => {
    const plan = addPlan(build);
    const legs = addLegs(build, plan);
    const check = addCheck(build, plan, legs);
    const releases = addReleases(build, plan, check);
    const update = addUpdate(build, plan, releases);
    return {
      versions: plan.output('versions'),
      // What the check has found stands where nothing was written.
      result: or(update.output('result'), check.output('result')),
      commit: update.output('commit'),
      missing: or(update.output('missing'), check.output('missing')),
    };
  },
});
