const WORDS = new WeakMap<object, readonly string[]>();

/** Records that `input` takes nothing but `words`. */
export function takesOnly<T extends object>(input: T, words: readonly string[] | undefined): T {
  if (words !== undefined) WORDS.set(input, words);
  return input;
}

/**
 * The only texts that an input takes, apart from being left out: the words of `choice`, `true` and `false` of
 * `flag`, also within `optional` and `withDefault`. `undefined` for an input that takes more than a list of words.
 * The types of the workflow generator are made from it.
 */
export function wordsOf(input: object): readonly string[] | undefined {
  return WORDS.get(input);
}
