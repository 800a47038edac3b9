import { quote } from '@gatehouse/action-kit';
import { didYouMean } from '@gatehouse/action-kit/nearest';
import { BASE_ARCHES, type BaseArch } from '@gatehouse/version-manifest';
import { asList, asRecord, invalid, readYaml, within, type Yaml } from './document.ts';

/** What `runs-on` takes: one label, or a list of labels that a runner must all have. */
export type Labels = string | readonly string[];

/** Labels with placeholders, for every arch or for one of them. */
export interface Runners {
  readonly usual: Labels;
  readonly byArch: ReadonlyMap<BaseArch, Labels>;
}

/** What a placeholder of a label may name. */
export const placeholders = [
  'version',
  'platform',
  'platform_version',
  'arch',
  'base_arch',
  'variant',
] as const;

export type Placeholders = Readonly<Record<(typeof placeholders)[number], string>>;

/** One label such as `ubuntu-{platform_version}-{base_arch}`, or a list of them in brackets. */
export function parseLabels(text: string): Labels {
  return text.trim().startsWith('[') ? asLabels(readYaml(text)) : asLabel(text.trim());
}

/** A mapping from arch to a label or a list of labels. */
export function parseLabelsByArch(text: string): ReadonlyMap<BaseArch, Labels> {
  const labels = Object.entries<Yaml>(asRecord(readYaml(text), BASE_ARCHES));
  return new Map(labels.map(([arch, value]) => [arch as BaseArch, within(arch, () => asLabels(value))]));
}

function asLabels(value: Yaml): Labels {
  return Array.isArray(value) ? asList(value, asLabel) : (asList(value, asLabel)[0] ?? '');
}

function asLabel(text: string): string {
  for (const [, name = ''] of text.matchAll(/\{([^}]*)\}/g)) {
    if (placeholders.some((known) => known === name)) continue;
    const wanted = placeholders.map((known) => `{${known}}`).join(', ');
    throw invalid(`found {${name}} in ${quote(text)}, expected ${wanted}.${didYouMean(name, placeholders)}`);
  }
  return text;
}

/** The labels of `runners` for one arch, placeholders and all. */
export function labelsFor(runners: Runners, arch: BaseArch): Labels {
  return runners.byArch.get(arch) ?? runners.usual;
}

/** `labels` with every placeholder filled in. */
export function fillIn(labels: Labels, values: Placeholders): Labels {
  const fill = (label: string) => label.replace(/\{(\w+)\}/g, (_, name: keyof Placeholders) => values[name]);
  return typeof labels === 'string' ? fill(labels) : labels.map(fill);
}
