import type { Replacement } from '@gatehouse/rehearsal';
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import { withoutCase } from './case-expression.ts';
import type { Steering } from './steering.ts';
import { type Library, libraryFile, localFile } from './subject.ts';

/** A workflow file as the stage plays it, and the files of the library that it calls, by their names there. */
export interface StageText {
  readonly text: string;
  readonly calls: ReadonlyMap<string, string>;
  /** Inputs of the user that the scenario replaced. */
  readonly replacements: readonly Replacement[];
}

/**
 * `text` with its calls of the library's workflows turned to files that lie beside it, without what act
 * does not know (`queue`, `case(…)`), and with `steering` in its jobs. `taken` are the files that are there.
 */
export function stageText(
  text: string,
  {
    library,
    taken,
    steering,
    path = '',
  }: {
    readonly library: Library;
    readonly taken: ReadonlySet<string>;
    readonly steering: Steering | undefined;
    /** As the file is shown. */
    readonly path?: string;
  },
): StageText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (node: unknown) =>
    `${path}:${lines.linePos(isScalar(node) ? (node.range?.[0] ?? 0) : 0).line}`;
  const replacements: Replacement[] = [];
  const calls = new Map<string, string>();
  withoutQueue(document);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.includes('case')) node.value = withoutCase(node.value);
    },
  });
  for (const [id, job] of jobsOf(document)) {
    const uses = String(job.get('uses') ?? '');
    const theirs = libraryFile(uses, library);
    const file = theirs === undefined ? localFile(uses) : besides(theirs, taken);
    if (theirs !== undefined && file !== undefined) calls.set(file, library.workflows.get(theirs) ?? '');
    const steered =
      theirs === undefined ? steering?.steps(id, job, placeOf) : steering?.call(theirs, job, placeOf);
    replacements.push(...(steered ?? []));
    if (file !== undefined) job.set('uses', `./.github/workflows/${file}`);
  }
  return { text: document.toString({ lineWidth: 0 }), calls, replacements };
}

/** A name that no file of the repository has. */
function besides(file: string, taken: ReadonlySet<string>): string {
  return taken.has(file) ? `gatehouse-${file}` : file;
}

function withoutQueue(document: Document): void {
  const groups = [document, ...jobsOf(document).map(([, job]) => job)].map((room) => room.get('concurrency'));
  for (const group of groups) if (isMap(group)) group.delete('queue');
}

function jobsOf(document: Document): readonly (readonly [string, YAMLMap])[] {
  const jobs = document.get('jobs');
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ key, value }) =>
    isScalar(key) && isMap(value) ? [[String(key.value), value] as const] : [],
  );
}
