/** Whether a complaint of act only repeats that a job or a step failed. */
export function isJobFailureNote(text: string): boolean {
  return /^Error: (Job '.*' failed|exit status)/.test(text);
}

/** Why act could not evaluate a matrix; `undefined` for any other complaint. */
export function matrixComplaint(text: string): string | undefined {
  return /^Error while evaluating matrix: (.*)$/s.exec(text)?.[1];
}
