import { quote, type Verdict } from '@gatehouse/action-kit';
import type { Look, Unseen } from '../settings/look.ts';

/** One thing that is declared, and what was found. All texts are on one line, names in quotes. */
export interface Finding {
  /** Stable and unique: `environments/crates-io/wait-timer`. */
  readonly id: string;
  /** `environment "crates-io": wait timer`. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly found: string;
  /** What to do, and why it matters; `undefined` on a pass. */
  readonly todo: string | undefined;
  /** The page of GitHub on which to do it. */
  readonly page: string;
}

/** What one comparison says. */
export type Judged =
  | { readonly verdict: 'pass'; readonly found: string }
  | { readonly verdict: 'fail' | 'unknown'; readonly found: string; readonly todo: string };

/** What is not a pass. */
export type Objection = Exclude<Judged, { verdict: 'pass' }>;

export const pass = (found: string): Judged => ({ verdict: 'pass', found });
export const fail = (found: string, todo: string): Objection => ({ verdict: 'fail', found, todo });
export const unknown = (found: string, todo: string): Objection => ({ verdict: 'unknown', found, todo });

/** The comparisons of one subject: an environment, a ruleset, … */
export interface Subject {
  /** `environments/crates-io`. */
  readonly id: string;
  /** `environment "crates-io"`. */
  readonly name: string;
  readonly page: string;
}

/** One comparison of `subject`, by its word in the expectation file: `wait-timer`, `rules/deletion`. */
export function finding(subject: Subject, word: string, expected: string, judged: Judged): Finding {
  const [kind = '', ...names] = word.split('/');
  const about = names.length === 0 ? '' : ` ${quote(names.join('/'))}`;
  return {
    id: `${subject.id}/${word}`,
    subject: `${subject.name}: ${kind.replaceAll('-', ' ')}${about}`,
    verdict: judged.verdict,
    expected,
    found: judged.found,
    todo: judged.verdict === 'pass' ? undefined : judged.todo,
    page: subject.page,
  };
}

/** Judges what was seen; what is absent is what `absent` says. */
export function judgeLook<T>(look: Look<T>, judge: (value: T) => Judged, absent: Objection): Judged {
  return look.kind === 'seen' ? judge(look.value) : judgeUnseen(look, absent);
}

/** What there is to say against a setting that was not seen: never a pass. */
export function judgeUnseen(look: Unseen, absent: Objection): Objection {
  switch (look.kind) {
    case 'absent':
      return absent;
    case 'hidden':
      return unknown(`not to be seen: ${look.why}`, look.todo);
    default:
      return look satisfies never;
  }
}

/** A name that is the same in any case, such as a login. */
export const anyCase = (name: string): string => name.toLowerCase();

/** Names for a message: sorted, so that the order of a server does not show. */
export function listed(names: readonly string[]): string {
  return names.length === 0
    ? 'none'
    : names
        .map((name) => quote(name))
        .sort()
        .join(', ');
}

/** Judges whether `found` holds exactly `expected`, in any order. */
export function judgeExactly(
  expected: readonly string[],
  found: readonly string[],
  { todo, fold = (name) => name }: { readonly todo: string; readonly fold?: (name: string) => string },
): Judged {
  const [wanted, there] = [new Set(expected.map(fold)), new Set(found.map(fold))];
  const missing = expected.filter((name) => !there.has(fold(name)));
  const twice = found.filter((name, at) => found.findIndex((one) => fold(one) === fold(name)) !== at);
  const surplus = [...found.filter((name) => !wanted.has(fold(name))), ...twice];
  if (missing.length === 0 && surplus.length === 0) return pass(listed(found));
  const parts = [
    ...(missing.length === 0 ? [] : [`Add ${listed(missing)}.`]),
    ...(surplus.length === 0 ? [] : [`Remove ${listed(surplus)}.`]),
  ];
  return fail(listed(found), [...parts, todo].filter(Boolean).join(' '));
}

/** Of a value that GitHub's answer does not hold. */
export const UNSTATED = unknown(
  'not stated by GitHub',
  'Look it up on the page, or ask with a token of more rights or a newer server.',
);

/** Judges a value that GitHub may leave out. */
export function judgeValue<T extends string | number | boolean>(
  expected: T,
  found: T | undefined,
  todo: string,
): Judged {
  if (found === undefined) return UNSTATED;
  return found === expected ? pass(valueText(found)) : fail(valueText(found), todo);
}

/** A value for a message. */
export const valueText = (value: string | number | boolean): string =>
  typeof value === 'string' && !/^[a-z_-]+$/.test(value) ? quote(value) : String(value);
