const IMAGE = /^docker:\/\//;
const PINNED = /^docker:\/\/[^@\s]+@sha256:[0-9a-f]{64}$/;

/** Whether a step runs an image, and no action of a repository. */
export function isImage(action: string): boolean {
  return IMAGE.test(action);
}

/** What is wrong with an image. Its digest is a pin already, so the catalogue says nothing of it. */
export function imageMessage(action: string): string | undefined {
  return PINNED.test(action)
    ? undefined
    : `"${action}" can be another image tomorrow. Expected its digest: docker://name@sha256:<64 hexadecimal digits>.`;
}
