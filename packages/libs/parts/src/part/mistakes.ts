import { ActionError } from '@gatehouse/action-kit/errors';

const SHOWN = 20;

/** One error that tells every mistake, at most twenty of them in full. */
export function mistakesError<Code extends string>(
  code: Code,
  summary: string,
  mistakes: readonly string[],
  hint?: string,
): ActionError<Code> {
  const more = mistakes.length - SHOWN;
  const lines = mistakes.slice(0, SHOWN).map((mistake) => `- ${mistake}`);
  return new ActionError({
    code,
    message: [summary, ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    ...(hint !== undefined && { hint }),
  });
}
