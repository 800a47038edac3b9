import { type Contexts, evaluate } from './evaluate.ts';

/** The labels that a job or a leg asks for, as far as they are known. */
export type WantedLabels =
  | { readonly kind: 'labels'; readonly labels: readonly string[] }
  | { readonly kind: 'later'; readonly expression: string }
  | { readonly kind: 'error'; readonly message: string };

/** GitHub's own runners for Linux, which this machine plays, and the architecture that each has. */
const HOSTED: Readonly<Record<string, 'x64' | 'arm64'>> = {
  'ubuntu-latest': 'x64',
  'ubuntu-24.04': 'x64',
  'ubuntu-22.04': 'x64',
  'ubuntu-24.04-arm': 'arm64',
  'ubuntu-22.04-arm': 'arm64',
  'ubuntu-slim': 'x64',
};

/** Labels that are played without being asked for. */
export const HOSTED_LABELS: readonly string[] = Object.keys(HOSTED);

/** What `runs-on` asks for in these contexts; all labels of a list are wanted of one machine. */
export function wantedLabels(runsOn: unknown, contexts: Contexts): WantedLabels {
  const evaluated = evaluate(runsOn, contexts);
  if (evaluated.kind !== 'value') return evaluated;
  const labels = labelsIn(evaluated.value);
  return labels === undefined
    ? {
        kind: 'error',
        message: `runs-on is ${JSON.stringify(evaluated.value)}; expected a label or a list of labels`,
      }
    : { kind: 'labels', labels };
}

/** Those that neither GitHub's Linux runners have nor anybody asked this machine to play. */
export function unplayable(labels: readonly string[], asked: readonly string[]): readonly string[] {
  const known = new Set([...HOSTED_LABELS, ...asked].map((label) => label.toLowerCase()));
  return labels.filter((label) => !known.has(label.toLowerCase()));
}

/** Those that are played here though this machine is another one: not Linux, or of another architecture. */
export function playedInstead(labels: readonly string[]): readonly string[] {
  return labels.filter(
    (label) => process.platform !== 'linux' || HOSTED[label.toLowerCase()] !== process.arch,
  );
}

function labelsIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : [value.trim()];
  if (Array.isArray(value)) {
    const texts = value.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
    return texts.length === value.length && texts.length > 0 ? texts.map((one) => one.trim()) : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { labels, group } = value as { readonly labels?: unknown; readonly group?: unknown };
  const inGroup = typeof group === 'string' ? [`group:${group}`] : [];
  if (labels === undefined) return inGroup.length > 0 ? inGroup : undefined;
  // The runners of a group are somebody's own, also where they have a label of GitHub's.
  const named = labelsIn(labels);
  return named === undefined ? undefined : [...inGroup, ...named];
}
