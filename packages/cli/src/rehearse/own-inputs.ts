import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { checkOwnInputs, type InputProblem, type OwnInput, type OwnInputs } from '@gatehouse/rehearsal';
import { suggestion } from '@gatehouse/workflow-kit';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { home } from '../repository.ts';
import { VERSION_MANIFESTS } from './publishes-versions.ts';
import { readShape, type Shape } from './shape.ts';
import { libraryFile, type Subject } from './subject.ts';
import { UPSTREAM } from './upstream.ts';

/** The actions that read the inputs of version-manifests.yml. */
const READERS = ['select-versions', 'manifest-merge'];

/**
 * Checks what the user's own workflow gives to version-manifests.yml, or to its actions where they are
 * written out, whatever a scenario replaces. Fails with `BAD_INPUTS`, which tells every mistake.
 */
export async function insistOnOwnInputs(subject: Subject): Promise<void> {
  if (subject.origin !== 'own') return;
  const { root, library } = subject;
  const deps = {
    root,
    library: { slug: library.slug, folder: join(home, 'release') },
    upstream: join(home, UPSTREAM),
  };
  const problems: InputProblem[] = [];
  for (const own of ownInputsIn(subject.main, subject)) {
    problems.push(...undeclared(own, subject), ...(await checkOwnInputs(own, deps)));
  }
  if (problems.length === 0) return;
  throw new ActionError({
    code: 'BAD_INPUTS',
    message: `${subject.main.path} gives inputs that its actions refuse:\n${problems.map(({ place, message }) => `- ${place} ${message}`).join('\n')}`,
    hint: 'Nothing was run. Correct them, then rehearse again.',
  });
}

/** The calls and steps of a workflow file whose inputs can be checked. */
export function ownInputsIn({ path, text }: Shape, { library }: Subject): readonly OwnInputs[] {
  const lines = new LineCounter();
  const jobs = parseDocument(text, { lineCounter: lines }).get('jobs');
  const placeOf = (node: unknown) =>
    `${path}:${lines.linePos(isScalar(node) ? (node.range?.[0] ?? 0) : 0).line}`;
  const plain = (map: unknown): Readonly<Record<string, OwnInput>> => {
    const pairs = isMap(map) ? map.items : [];
    const values = pairs.flatMap(({ key, value }) => {
      const given = isScalar(value) ? String(value.value ?? '') : '${{';
      return given.includes('${{') ? [] : [[String(key), { value: given, place: placeOf(key) }] as const];
    });
    return Object.fromEntries(values);
  };
  const ofStep = (step: YAMLMap): readonly OwnInputs[] => {
    const [, action] = new RegExp(`^${library.slug}/([^@/]+)@`).exec(String(step.get('uses') ?? '')) ?? [];
    if (action === undefined || !READERS.includes(action)) return [];
    return [{ place: placeOf(step.get('uses', true)), readers: [action], inputs: plain(step.get('with')) }];
  };
  return (isMap(jobs) ? jobs.items : []).flatMap(({ value: job }): readonly OwnInputs[] => {
    if (!isMap(job)) return [];
    if (libraryFile(String(job.get('uses') ?? ''), library) !== VERSION_MANIFESTS) {
      const steps = job.get('steps');
      return (isSeq(steps) ? steps.items : []).filter((step) => isMap(step)).flatMap(ofStep);
    }
    const given = isMap(job.get('with')) ? (job.get('with') as YAMLMap).has('build-script') : false;
    const place = placeOf(job.get('uses', true));
    const inputs = plain(job.get('with'));
    return [{ place, readers: READERS, inputs, ...(given ? {} : { usualScript: USUAL_SCRIPT }) }];
  });
}

const USUAL_SCRIPT = '.github/scripts/build.sh';

/** Inputs that the called workflow does not have; GitHub refuses the run. */
function undeclared({ readers, inputs }: OwnInputs, { library }: Subject): readonly InputProblem[] {
  if (readers.length < READERS.length) return [];
  const text = library.workflows.get(VERSION_MANIFESTS) ?? '';
  const { callInputs } = readShape({ file: VERSION_MANIFESTS, path: VERSION_MANIFESTS, text });
  return Object.entries(inputs).flatMap(([name, { place }]) =>
    Object.hasOwn(callInputs, name)
      ? []
      : [
          {
            place,
            message: `${VERSION_MANIFESTS} has no input ${quote(name)}.${suggestion(name, Object.keys(callInputs))}`,
          },
        ],
  );
}
