import { type InputSource, invalidInput, quote, readInputs as readShape } from '@gatehouse/action-kit';
import type { CoveragePolicy } from '@gatehouse/parts';
import { type Location, parseLocation } from '@gatehouse/text-source';
import {
  compileNames,
  type FinalNewline,
  type Layout,
  type Names,
  type OnPublished,
  parseLayout,
} from '@gatehouse/version-manifest';
import { inputs, type Values } from './input-shape.ts';
import { type LintInputs, lintInputs } from './lint/inputs.ts';
import { type WriterInputs, writerOf } from './writer-inputs.ts';

export { inputs } from './input-shape.ts';

/** Which manifests are written, and what may stand in them. */
export interface ManifestRules {
  readonly layout: Layout;
  readonly finalNewline: FinalNewline;
  readonly names: Names;
  /** `owner/name` of the releases. */
  readonly repository: string;
  readonly onPublished: OnPublished;
  readonly onOlderRun: 'error' | 'skip';
  readonly repair: boolean;
}

/** A root manifest that is made anew from upstream's and one's own. */
export interface RefreshInputs {
  readonly upstream: Location;
  /** Path of the root manifest. */
  readonly manifest: string;
  /** Folder of one's own manifests. */
  readonly own: string;
}

/** What is merged, under which conditions, and where it is written. */
export interface MergeInputs {
  readonly mode: 'merge';
  readonly partsDir: string | undefined;
  /** The parts of exactly this target; null takes those without one. */
  readonly target: string | null;
  readonly expected: readonly string[] | undefined;
  readonly policy: CoveragePolicy;
  readonly unexpected: 'take' | 'leave' | 'error';
  /** Whether a file must be offered by a public release. */
  readonly onlyReleased: boolean;
  readonly allowEmpty: boolean;
  readonly rules: ManifestRules;
  readonly refresh: RefreshInputs | undefined;
  readonly writer: WriterInputs;
}

/** What the action was asked to do. */
export type Inputs = MergeInputs | LintInputs;

/** Reads the inputs, and what they must be to each other; fails with `INVALID_INPUT` or `BAD_…`. */
export function readInputs(from?: InputSource): Inputs {
  const values = readShape(inputs, from);
  switch (values.mode) {
    case 'merge':
      return mergeInputs(values);
    case 'lint':
      return lintInputs(values);
    default:
      return values.mode satisfies never;
  }
}

function mergeInputs(values: Values): MergeInputs {
  const layout = parseLayout(values.layout, values.manifest);
  const upstream = values['upstream-manifest'];
  const own = values['own-manifests'].replace(/\/+$/, '');
  if (upstream !== undefined && !layout.path.startsWith(`${own}/`)) {
    throw invalidInput(
      `layout: found manifests at ${quote(layout.path)}, expected them below own-manifests ${quote(own)}, from where they are added to upstream-manifest`,
    );
  }
  if (values.writer === 'api' && values.token === undefined) {
    throw invalidInput('token: found nothing, expected a token, for the writer "api" commits through GitHub');
  }
  if (values.unexpected !== 'take' && values.expected === undefined) {
    throw invalidInput(
      `unexpected: found ${quote(values.unexpected)} without expected: without the plan's keys, every part would be unexpected`,
    );
  }
  const [template = '', ...templates] = values['name-template'];
  return {
    mode: 'merge',
    partsDir: values['parts-dir'],
    target: values.target ?? null,
    expected: values.expected,
    policy: values.policy,
    unexpected: values.unexpected,
    onlyReleased: values.released === 'require',
    allowEmpty: values['allow-empty'],
    rules: {
      layout,
      finalNewline: values['final-newline'],
      names: compileNames(template, ...templates),
      repository: values.repository,
      onPublished: values['on-published'],
      onOlderRun: values['on-older-run'],
      repair: values.repair,
    },
    refresh:
      upstream === undefined
        ? undefined
        : { upstream: parseLocation(upstream), manifest: values.manifest, own },
    writer: writerOf(values),
  };
}
