import { Expr } from '../expression/expr.ts';
import { mayWrite } from '../graph/permissions.ts';
import type { Job, StepsJob } from '../model/job.ts';
import type { OwnStep, Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { commandsIn, matchesAction } from './commands.ts';

// What steps do to the world, as far as their actions and commands tell.

const PYPI = 'pypa/gh-action-pypi-publish';
const CRATES = 'rust-lang/crates-io-auth-action';
const PUBLISHING_ACTIONS = [PYPI, 'JS-DevTools/npm-publish'];
const PUBLISHING_COMMAND =
  /\b(?:(?:cargo|npm|pnpm|uv|poetry|flit|hatch) publish|twine upload|gem push|(?:docker|podman|skopeo|crane) (?:push|copy)|gh release upload)\b(?!.*\s--dry-run\b)/;
const PYPI_COMMAND = /\b(?:twine upload|(?:uv|poetry|flit|hatch) publish)\b/;
const REGISTRY_COMMAND = /\b(?:(?:cargo|npm|pnpm|uv|poetry|flit|hatch) publish|twine upload|gem push)\b/;
const RELEASE_ACTIONS = ['softprops/action-gh-release', 'ncipollo/release-action'];
const RELEASE_COMMAND = /\bgh release (?:create|delete|delete-asset|edit|upload)\b/;
const PUBLIC_COMMAND = /\bgh release (?:edit\b.*\s--draft=false\b|create\b(?!.*\s(?:--draft|-d)\b))/;

/** Whether a step gives something to the public: a package, an image, an asset of a release. */
export function publishes(step: Step): boolean {
  if (step.kind === 'own') return step.action === 'image-publish';
  if (step.kind === 'third-party') return matchesAction(step.action, PUBLISHING_ACTIONS);
  return step.kind === 'run' && commandsIn(step.script).some((command) => PUBLISHING_COMMAND.test(command));
}

/** Whether a step makes a release public, be it a draft or a new one. */
export function makesPublic(step: Step): boolean {
  if (step.kind === 'own') return step.action === 'release-draft' && isToldToPublish(step);
  if (step.kind === 'run') return commandsIn(step.script).some((command) => PUBLIC_COMMAND.test(command));
  return matchesAction(step.action, RELEASE_ACTIONS) && !isTrue(step.with.draft);
}

/** Whether a step makes, fills or changes a release, with whatever token. */
function changesRelease(step: Step): boolean {
  if (step.kind === 'own') return step.action === 'release-draft';
  if (step.kind === 'run') return commandsIn(step.script).some((command) => RELEASE_COMMAND.test(command));
  return matchesAction(step.action, RELEASE_ACTIONS);
}

/** Whether a step uploads to PyPI. */
export function uploadsToPyPi(step: Step): boolean {
  if (step.kind === 'third-party') return matchesAction(step.action, [PYPI]);
  return step.kind === 'run' && commandsIn(step.script).some((command) => PYPI_COMMAND.test(command));
}

/** The registry for which a step of `job` asks for a token by the identity of the run. */
export function tokenRequest(step: Step, job: Job): 'crates.io' | 'PyPI' | 'a registry' | undefined {
  if (step.kind === 'third-party') {
    if (matchesAction(step.action, [CRATES])) return 'crates.io';
    return matchesAction(step.action, [PYPI]) && step.with.password === undefined ? 'PyPI' : undefined;
  }
  if (step.kind !== 'run' || !mayWrite(job, 'id-token')) return undefined;
  if (uploadsToPyPi(step)) return 'PyPI';
  return commandsIn(step.script).some((command) => REGISTRY_COMMAND.test(command)) ? 'a registry' : undefined;
}

/** Whether `job` changes what others see: by what it names, by what its steps do, or as far as its token goes. */
export function writesState(job: Job): boolean {
  return (
    mayWrite(job, 'contents', 'packages', 'pages') ||
    (job.kind === 'steps' &&
      (job.writes !== undefined || job.steps.some((step) => publishes(step) || changesRelease(step))))
  );
}

/** Whether `job` fills a release or a registry, and so must be done before the release is public. */
export function fills(job: StepsJob): boolean {
  const kind = job.writes?.kind;
  return kind === 'image' || kind === 'package' || kind === 'release' || job.steps.some(publishes);
}

function isToldToPublish({ with: given }: OwnStep): boolean {
  return isTrue(given.publish) || Object.values(given).includes('publish');
}

/** Whether a flag is set; what only the run knows counts as not set. */
function isTrue(value: Value | undefined): boolean {
  return !(value instanceof Expr) && String(value) === 'true';
}
