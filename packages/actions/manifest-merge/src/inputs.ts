import {
  choice,
  duration,
  flag,
  type InputSource,
  type InputValues,
  input,
  invalidInput,
  lines,
  matching,
  optional,
  quote,
  readInputs as readShape,
  secret,
  text,
} from '@gatehouse/action-kit';
import type { Identity } from '@gatehouse/git-writer';
import { type CoveragePolicy, isTarget, parseExpectedKeys, parsePolicy, TARGET_FORM } from '@gatehouse/parts';
import { type Location, parseLocation } from '@gatehouse/text-source';
import {
  compileNames,
  type FinalNewline,
  type Layout,
  type Names,
  type OnPublished,
  parseKey,
  parseLayout,
} from '@gatehouse/version-manifest';

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  mode: choice('merge', 'lint'),
  'parts-dir': optional(text('a folder')),
  target: optional(input(TARGET_FORM, (found) => (isTarget(found) ? found : undefined))),
  layout: text('root, version-arch or a path template'),
  manifest: text('a path in the repository'),
  'final-newline': choice('keep', 'always', 'never'),
  'name-template': lines(),
  repository: matching(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  expected: optional(
    input('keys such as "3.14.2 / linux / 24.04 / ppc64le", as a JSON list or one a line', fileKeys),
  ),
  policy: input('require-all, allow-missing or at-least: N', parsePolicy),
  unexpected: choice('take', 'leave', 'error'),
  released: choice('ignore', 'require'),
  'allow-empty': flag(),
  'on-published': choice('merge-files', 'replace-version', 'error'),
  'on-older-run': choice('error', 'skip'),
  repair: flag(),
  'upstream-manifest': optional(text('a path or an https URL')),
  'own-manifests': text('a folder in the repository'),
  writer: choice('git', 'api', 'none'),
  directory: text('a folder'),
  branch: optional(matching(/^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/, 'the name of a branch')),
  remote: optional(text('an address')),
  token: optional(secret()),
  'author-name': matching(/^[^<>\n]+$/, 'a name without angle brackets'),
  'author-email': matching(/^[^<>\s]+$/, 'an e-mail address'),
  message: text('the first line of a commit message'),
  'sign-off': flag(),
  deadline: duration(),
  'dry-run': flag(),
} as const;

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

/** Where the result goes. */
export interface WriterInputs {
  readonly mode: 'git' | 'api' | 'none';
  readonly directory: string;
  readonly branch: string | undefined;
  readonly remote: string | undefined;
  readonly token: string | undefined;
  readonly author: Identity;
  readonly signOff: boolean;
  readonly message: string;
  readonly deadlineMs: number;
  readonly dryRun: boolean;
}

/** Which manifests are only looked at. */
export interface LintInputs {
  readonly mode: 'lint';
  readonly layout: Layout;
  readonly names: Names;
  readonly repository: string;
  /** Path of the root manifest. */
  readonly manifest: string;
  /** Folder of one's own manifests. */
  readonly own: string;
  readonly writer: WriterInputs;
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

function lintInputs(values: InputValues<typeof inputs>): LintInputs {
  const [template = '', ...templates] = values['name-template'];
  return {
    mode: 'lint',
    layout: parseLayout(values.layout, values.manifest),
    names: compileNames(template, ...templates),
    repository: values.repository,
    manifest: values.manifest,
    own: values['own-manifests'].replace(/\/+$/, ''),
    writer: writerOf(values),
  };
}

function mergeInputs(values: InputValues<typeof inputs>): MergeInputs {
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

/** Keys of files: what `select-versions` expects and the entries of parts are matched by. */
function fileKeys(found: string): readonly string[] | undefined {
  const keys = parseExpectedKeys(found);
  return keys?.every((key) => parseKey(key) !== undefined) ? keys : undefined;
}

function writerOf(values: InputValues<typeof inputs>): WriterInputs {
  return {
    mode: values.writer,
    directory: values.directory,
    branch: values.branch,
    remote: values.remote,
    token: values.token,
    author: { name: values['author-name'], email: values['author-email'] },
    signOff: values['sign-off'],
    message: values.message,
    deadlineMs: values.deadline,
    dryRun: values['dry-run'],
  };
}
