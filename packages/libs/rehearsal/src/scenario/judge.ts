import { jobResult, stepOutput, type WorkflowResult } from '../engine/record.ts';
import type { Verdict } from './record.ts';
import type { Expectation } from './scenario.ts';

/** What can be asked when all runs are over. */
export interface Evidence {
  readonly runs: readonly { readonly name: string; readonly result: WorkflowResult }[];
  readonly artifactNames: readonly string[];
  /** Commits by runs of the workflow. */
  readonly commits: number;
  /** Those that are public. */
  readonly releases: readonly { readonly tag: string; readonly files: number }[];
  readonly beatenPushes: number;
  readonly declinedPushes: number;
  /** Path and query of each request to the stage. */
  readonly requests: readonly string[];
  /** The platforms of the image that a tag holds; `undefined` where there is no such tag. */
  readonly imagePlatforms: (tag: string, image?: string) => readonly string[] | undefined;
  /** How often requests have written a tag of the image. */
  readonly imageWrites: (tag: string) => number;
  /** A file at the head of the branch; `undefined` when there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** Compares an expectation with what was seen. */
export async function judge(expectation: Expectation, evidence: Evidence): Promise<Verdict> {
  const { run: name } = expectation;
  const run = name === undefined ? evidence.runs[0] : evidence.runs.find((one) => one.name === name);
  const of = evidence.runs.length > 1 && run !== undefined ? ` of ${run.name}` : '';
  const result = run?.result ?? { jobs: [], conclusion: 'not-seen' as const };
  switch (expectation.kind) {
    case 'conclusion':
      return compare(`the run${of}`, expectation.is, result.conclusion);
    case 'job':
      return compare(`the job ${expectation.job}${of}`, expectation.is, jobResult(result, expectation.job));
    case 'leg': {
      const values = Object.entries(expectation.leg);
      const legs = result.jobs.filter(
        ({ matrix }) =>
          matrix !== undefined &&
          values.every(([key, value]) => Object.hasOwn(matrix, key) && String(matrix[key]) === value),
      );
      const found = [...new Set(legs.map((leg) => leg.result))].join(' and ');
      const name = values.map(([, value]) => value).join(' ');
      return compare(`the leg ${name}${of}`, expectation.is, found || undefined);
    }
    case 'output': {
      const { job, output, is } = expectation;
      return compare(`the output ${output} of the job ${job}${of}`, is, stepOutput(result, expectation));
    }
    case 'annotation': {
      const { job, has } = expectation;
      const said = result.jobs
        .filter(({ id }) => id === job)
        .flatMap(({ steps }) => steps.flatMap(({ annotations }) => annotations))
        .map(({ message }) => message);
      return containing(`what the job ${job} says${of}`, has, said.join('\n'));
    }
    case 'artifacts': {
      const found = evidence.artifactNames.filter((one) => one.startsWith(expectation.prefix)).length;
      return compare(`artifacts ${expectation.prefix}…`, expectation.count, found);
    }
    case 'commits':
      return compare('commits of the workflow on the branch', expectation.count, evidence.commits);
    case 'file': {
      const text = await evidence.read(expectation.path);
      return fileVerdict(expectation, text);
    }
    case 'no-file':
      return {
        what: expectation.path,
        expected: 'not there',
        ...((await evidence.read(expectation.path)) === undefined
          ? { found: 'not there', holds: true }
          : { found: 'there', holds: false }),
      };
    case 'release': {
      const found = evidence.releases.filter(({ tag }) => tag.endsWith(expectation.version));
      const files = found.map((one) => one.files).join(' and ');
      return compare(
        `files in the release of ${expectation.version}`,
        String(expectation.files),
        files || 'none',
      );
    }
    case 'image': {
      const { image, tag, platforms } = expectation;
      const found = evidence.imagePlatforms(tag, image);
      const shown = (list: readonly string[] | 'none') =>
        list === 'none' ? list : [...list].sort().join(' ');
      return compare(
        `platforms of the image ${image === undefined ? '' : `${image}:`}${tag}`,
        shown(platforms),
        shown(found ?? 'none'),
      );
    }
    case 'image-writes':
      return compare(
        `writes of the image tag ${expectation.tag}`,
        expectation.count,
        evidence.imageWrites(expectation.tag),
      );
    case 'beaten-pushes':
      return compare('pushes that others have beaten', expectation.count, evidence.beatenPushes);
    case 'declined-pushes':
      return compare('pushes that the branch declined', expectation.count, evidence.declinedPushes);
    case 'requests': {
      const found = evidence.requests.filter((path) => path.startsWith(expectation.path)).length;
      return compare(`requests to ${expectation.path}…`, expectation.count, found);
    }
    default:
      return expectation satisfies never;
  }
}

function compare(what: string, expected: unknown, found: unknown): Verdict {
  return {
    what,
    expected: String(expected),
    found: String(found ?? 'nothing'),
    holds: expected === found,
  };
}

function fileVerdict(
  { path, has, lacks }: Extract<Expectation, { kind: 'file' }>,
  text: string | undefined,
): Verdict {
  if (text === undefined) return { what: path, expected: 'there', found: 'not there', holds: false };
  if (has !== undefined && !text.includes(has)) return containing(path, has, text);
  if (lacks !== undefined) {
    const holds = !text.includes(lacks);
    return { what: path, expected: `without “${lacks}”`, found: holds ? 'without it' : 'with it', holds };
  }
  return {
    what: path,
    expected: has === undefined ? 'there' : `with “${has}”`,
    found: 'as expected',
    holds: true,
  };
}

function containing(what: string, has: string, text: string): Verdict {
  const holds = text.includes(has);
  const found = holds ? 'as expected' : text === '' ? 'nothing' : `“${text.slice(0, 200)}”`;
  return { what, expected: `with “${has}”`, found, holds };
}
