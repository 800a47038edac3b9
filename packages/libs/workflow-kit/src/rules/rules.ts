import { broadPermissions } from './broad-permissions.ts';
import { calleeGroupName } from './callee-group-name.ts';
import { callerCalleeGroup } from './caller-callee-group.ts';
import { cancelledWriter } from './cancelled-writer.ts';
import { foreignGroup } from './foreign-group.ts';
import { implicitSuccess } from './implicit-success.ts';
import { jobCount } from './job-count.ts';
import { matrixFailFast } from './matrix-fail-fast.ts';
import { matrixGroup } from './matrix-group.ts';
import { matrixOutput } from './matrix-output.ts';
import { mergedArtifacts } from './merged-artifacts.ts';
import { missingTimeout } from './missing-timeout.ts';
import { namedResource } from './named-resource.ts';
import { nestingLimits } from './nesting-limits.ts';
import { permissionCeiling } from './permission-ceiling.ts';
import { permissionSurplus } from './permission-surplus.ts';
import { persistCredentials } from './persist-credentials.ts';
import { privilegedBehindIf } from './privileged-behind-if.ts';
import { pypiInCallee } from './pypi-in-callee.ts';
import { releaseTrigger } from './release-trigger.ts';
import { repeatedCallGroup } from './repeated-call-group.ts';
import { resourceGroup } from './resource-group.ts';
import type { Rule } from './rule.ts';
import { scriptTemplate } from './script-template.ts';
import { secretsPassing } from './secrets-passing.ts';
import { singleQueue } from './single-queue.ts';
import { tokenBeforeProof } from './token-before-proof.ts';
import { unaskedNeed } from './unasked-need.ts';
import { undraftBeforePublish } from './undraft-before-publish.ts';
import { unpinnedAction } from './unpinned-action.ts';
import { workflowJobGroup } from './workflow-job-group.ts';

/** All rules, by their ids. */
export const RULES: readonly Rule[] = [
  broadPermissions,
  calleeGroupName,
  callerCalleeGroup,
  cancelledWriter,
  foreignGroup,
  implicitSuccess,
  jobCount,
  matrixFailFast,
  matrixGroup,
  matrixOutput,
  mergedArtifacts,
  missingTimeout,
  namedResource,
  nestingLimits,
  permissionCeiling,
  permissionSurplus,
  persistCredentials,
  privilegedBehindIf,
  pypiInCallee,
  releaseTrigger,
  repeatedCallGroup,
  resourceGroup,
  scriptTemplate,
  secretsPassing,
  singleQueue,
  tokenBeforeProof,
  unaskedNeed,
  undraftBeforePublish,
  unpinnedAction,
  workflowJobGroup,
];
