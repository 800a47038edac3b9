import { dirname } from 'node:path';
import { DefaultArtifactClient, GHESNotSupportedError } from '@actions/artifact';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { networkAdvice, retry } from '@gatehouse/retry';
import { within } from './artifact/deadline.ts';
import { isBug } from './bug.ts';
import type { WrittenPart } from './part/build-part.ts';
import { classifyUploadFailure } from './service-failure.ts';
import type { UploadedPart, UploadOptions } from './transport.ts';

const FIVE_MINUTES = 300_000;

/** See `uploadPart`: this module is loaded by it alone, together with the artifact client. */
export async function uploadArtifact(
  { name, path }: WrittenPart,
  options: UploadOptions,
): Promise<UploadedPart> {
  const { retentionDays, deadline = FIVE_MINUTES } = options;
  const client = new DefaultArtifactClient();
  const how = { ...(retentionDays !== undefined && { retentionDays }) };
  const upload = retry(() => client.uploadArtifact(name, [path], dirname(path), how), {
    deadlineMs: deadline,
    settleMs: 0,
    classify: classifyUploadFailure,
  });
  const late = () => new Error(`not done after ${deadline / 1000} s`);
  const { id, size, digest } = await within(deadline, upload, late).catch((thrown) => {
    throw uploadError(name, thrown);
  });
  if (id === undefined || digest === undefined) {
    throw uploadError(name, new Error('the service gave neither an id nor a digest'));
  }
  return { name, id, size: size ?? 0, digest };
}

function uploadError(name: string, cause: unknown): ActionError<'PART_EXISTS' | 'PART_UPLOAD_FAILED'> {
  if (isBug(cause)) throw cause;
  // The client has no type for this; its text carries the status of the service's answer.
  if (/\(409\)/.test(messageOf(cause))) {
    return new ActionError({
      code: 'PART_EXISTS',
      message: `This run already has the artifact ${quote(name)}: another leg reported the same key in this attempt.`,
      hint: 'Give each leg of the matrix a key of its own.',
      cause,
    });
  }
  return new ActionError({
    code: 'PART_UPLOAD_FAILED',
    message: `The part ${quote(name)} could not be uploaded: ${quote(messageOf(cause))}`,
    hint: hintFor(cause),
    cause,
  });
}

function hintFor(cause: unknown): string {
  if (/storage quota/.test(messageOf(cause))) {
    return 'Delete artifacts that are not needed, or raise the spending limit.';
  }
  if (/ACTIONS_(RUNTIME_TOKEN|RESULTS_URL)/.test(messageOf(cause))) {
    return 'Outside of a workflow run there are no artifacts: set "upload: false".';
  }
  if (cause instanceof GHESNotSupportedError) {
    return 'Set "upload: false" and carry the part in another way: this server has no such artifacts.';
  }
  const advice = networkAdvice(cause, 'the artifact service');
  if (advice !== undefined) return advice;
  return 'Run the failed jobs again: the next attempt uploads under a name of its own.';
}
