import { artifactWithoutNeed } from './artifact-without-need.ts';
import { broadPermissions } from './broad-permissions.ts';
import { calleeGroupName } from './callee-group-name.ts';
import { callerCalleeGroup } from './caller-callee-group.ts';
import { cancelledWriter } from './cancelled-writer.ts';
import { foreignGroup } from './foreign-group.ts';
import { ghWithoutRepository } from './gh-without-repository.ts';
import { implicitSuccess } from './implicit-success.ts';
import { inputWithoutDispatch } from './input-without-dispatch.ts';
import { jobCount } from './job-count.ts';
import { matrixArtifactName } from './matrix-artifact-name.ts';
import { matrixFailFast } from './matrix-fail-fast.ts';
import { matrixGroup } from './matrix-group.ts';
import { matrixOutput } from './matrix-output.ts';
import { mergedArtifacts } from './merged-artifacts.ts';
import { mergedFileNames } from './merged-file-names.ts';
import { missingTimeout } from './missing-timeout.ts';
import { namedResource } from './named-resource.ts';
import { nestingLimits } from './nesting-limits.ts';
import { permissionCeiling } from './permission-ceiling.ts';
import { permissionSurplus } from './permission-surplus.ts';
import { persistCredentials } from './persist-credentials.ts';
import { privilegedBehindIf } from './privileged-behind-if.ts';
import { pypiInCallee } from './pypi-in-callee.ts';
import { releasePerLeg } from './release-per-leg.ts';
import { releaseTrigger } from './release-trigger.ts';
import { releaseTypes } from './release-types.ts';
import { repeatedCallGroup } from './repeated-call-group.ts';
import { resourceGroup } from './resource-group.ts';
import type { Rule } from './rule.ts';
import { scriptTemplate } from './script-template.ts';
import { secretsPassing } from './secrets-passing.ts';
import { singleQueue } from './single-queue.ts';
import { tokenBeforeProof } from './token-before-proof.ts';
import { tokenStartsNothing } from './token-starts-nothing.ts';
import { unaskedNeed } from './unasked-need.ts';
import { undraftBeforePublish } from './undraft-before-publish.ts';
import { unpinnedAction } from './unpinned-action.ts';
import { workflowJobGroup } from './workflow-job-group.ts';

/** All rules, by their ids. */
export const RULES: readonly Rule[] = [
  artifactWithoutNeed,
  broadPermissions,
  calleeGroupName,
  callerCalleeGroup,
  cancelledWriter,
  foreignGroup,
  ghWithoutRepository,
  implicitSuccess,
  inputWithoutDispatch,
  jobCount,
  matrixArtifactName,
  matrixFailFast,
  matrixGroup,
  matrixOutput,
  mergedArtifacts,
  mergedFileNames,
  missingTimeout,
  namedResource,
  nestingLimits,
  permissionCeiling,
  permissionSurplus,
  persistCredentials,
  privilegedBehindIf,
  pypiInCallee,
  releasePerLeg,
  releaseTrigger,
  releaseTypes,
  repeatedCallGroup,
  resourceGroup,
  scriptTemplate,
  secretsPassing,
  singleQueue,
  tokenBeforeProof,
  tokenStartsNothing,
  unaskedNeed,
  undraftBeforePublish,
  unpinnedAction,
  workflowJobGroup,
];
