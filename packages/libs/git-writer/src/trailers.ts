import type { RunIdentity } from './run-identity.ts';

/** What the trailers of a commit say. They are a claim: anybody who can commit can write them. */
export interface RunTrailers {
  readonly run: RunIdentity;
  /** `all` when there were too many to name. */
  readonly keys: ReadonlySet<string> | 'all';
}

const RUN = 'Gatehouse-Run';
const WRITER = 'Gatehouse-Writer';
const KEYS = 'Gatehouse-Keys';
/** Everything that this library writes itself, and so nobody else may. */
export const OWN_TRAILER = /^[ \t]*gatehouse-(run|writer|keys)[ \t]*:/im;

/** Some 1,300 versions. A commit message is read by people and stored forever. */
const MAX_KEYS_LENGTH = 16 * 1024;
const MAX_LINE = 100;
const ALL = '*';
const MAX_MESSAGE = 64 * 1024;

/** The trailer lines for `run` and for what it changes. */
export function formatTrailers(run: RunIdentity, keys: readonly string[]): readonly string[] {
  const writer = run.writer === undefined ? [] : [`${WRITER}: ${encode(run.writer)}`];
  const words = [...new Set(keys)].map(encode);
  const fits = words.join(' ').length <= MAX_KEYS_LENGTH;
  return [
    `${RUN}: ${run.repository}/${run.runId}/${run.runAttempt}`,
    ...writer,
    ...wrap(fits ? words : [ALL]).map((line) => `${KEYS}: ${line}`),
  ];
}

/** Reads the trailers in the last paragraph of a message; `undefined` for anything that is not whole. */
export function parseTrailers(message: string): RunTrailers | undefined {
  if (message.length > MAX_MESSAGE) return undefined;
  const values = lastParagraphTrailers(message);
  const [run, ...moreRuns] = values(RUN);
  const [writer, ...moreWriters] = values(WRITER);
  // Two runs in one commit are a squash, or a forgery: neither tells who wrote the files last.
  if (run === undefined || moreRuns.length > 0 || moreWriters.length > 0) return undefined;
  const identity = parseRun(run);
  const name = writer === undefined ? undefined : decode(writer);
  const words = values(KEYS).flatMap((line) => line.split(' '));
  const keys = words.includes(ALL) ? 'all' : new Set(words.map(decode).filter((key) => key !== undefined));
  if (identity === undefined || (writer !== undefined && name === undefined)) return undefined;
  return { run: name === undefined ? identity : { ...identity, writer: name }, keys };
}

function lastParagraphTrailers(message: string): (name: string) => readonly string[] {
  const paragraphs = message.trimEnd().split(/\n[ \t]*\n/);
  const lines = (paragraphs.at(-1) ?? '').split('\n');
  return (name) => {
    const start = `${name.toLowerCase()}:`;
    const own = lines.filter((line) => line.toLowerCase().startsWith(start));
    return own.map((line) => line.slice(start.length).trim());
  };
}

function parseRun(text: string): RunIdentity | undefined {
  const [, repository, runId, runAttempt] =
    /^([\w.-]{1,100}\/[\w.-]{1,100})\/([1-9]\d{0,15})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (repository === undefined || !Number.isSafeInteger(Number(runId))) return undefined;
  return { repository, runId: Number(runId), runAttempt: Number(runAttempt) };
}

/** One word without spaces, `*` escaped, and still readable for a version or a path. */
function encode(key: string): string {
  const escaped = encodeURIComponent(key.toWellFormed()).replaceAll('*', '%2A');
  return escaped.replace(/%(2F|3A|2B|40)/g, (code) => decodeURIComponent(code));
}

function decode(word: string): string | undefined {
  try {
    return decodeURIComponent(word) || undefined;
  } catch {
    return undefined;
  }
}

function wrap(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < MAX_LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
