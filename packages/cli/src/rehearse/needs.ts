import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote, quoteList } from '@gatehouse/action-kit/quote';
import { STAND_INS } from '@gatehouse/rehearsal';
import { missingPrograms, SCRIPT_PROGRAMS } from '@gatehouse/toolchain';
import { parse } from 'yaml';
import type { Asked } from './asked.ts';
import { publishesVersions } from './publishes-versions.ts';
import { rerunText, runnersOf } from './runner-needs.ts';
import type { PlacedText, Shape } from './shape.ts';
import { libraryFile, localFile, type Subject } from './subject.ts';

/** What a workflow uses, when all of it can be had. */
export interface Needs {
  /** Used by composite actions of the repository: `owner/name[/path]@ref`. */
  readonly usedByActions: readonly string[];
  /** What will not be as on GitHub. */
  readonly notes: readonly string[];
}

/**
 * Sees whether everything that the jobs of `subject` use is on this machine: actions of the library, of
 * the repository, those with a stand-in, those that are `skipped`. Tells all that is not in one
 * `NOT_AVAILABLE` error.
 */
export function findNeeds(subject: Subject, asked: Asked, command: string): Needs {
  const { skippedActions: skipped } = asked;
  const shapes = [subject.main, ...subject.called.values()];
  const steps = shapes.flatMap(({ jobs }) => jobs.flatMap(({ uses }) => uses));
  const nested = subject.origin === 'own' ? nestedUses(steps, subject.root) : [];
  const programs = publishesVersions(subject) ? missingPrograms(SCRIPT_PROGRAMS) : [];
  const missing = [
    ...programs.map((name) => `${subject.main.path} runs ${name}, which is not on PATH`),
    ...shapes.flatMap((shape) => missingCalls(shape, subject)),
    ...[...steps, ...nested].flatMap((use) => missingAction(use, subject, skipped)),
    ...shapes.flatMap(({ jobs }) =>
      jobs.flatMap(({ id, container }) =>
        container === undefined
          ? []
          : [`${container.place} runs the job ${id} in a container, and there is none here`],
      ),
    ),
  ];
  const runners = runnersOf(subject, asked);
  const strange = [...new Set(runners.problems.flatMap(({ labels }) => labels))];
  const unplayable = runners.problems.map(({ place, job, message }) => `${place} the job ${job} ${message}`);
  if (missing.length + unplayable.length > 0) {
    throw notAvailable([...missing, ...unplayable], missing.length > 0, rerunText(command, strange));
  }
  return {
    usedByActions: nested.map(({ text }) => text),
    notes: [
      ...runners.later.map(
        ({ place, job, expression }) =>
          `${place}: the labels of the job ${job} are known only when it begins (${quote(expression)}).`,
      ),
      ...shapes.flatMap(({ jobs }) =>
        jobs.flatMap(({ id, services }) =>
          services === undefined
            ? []
            : [`${services.place}: the services of the job ${id} are not started here.`],
        ),
      ),
    ],
  };
}

function missingCalls(shape: Shape, subject: Subject): readonly string[] {
  const isMain = shape === subject.main;
  return shape.jobs.flatMap(({ calls }) => {
    if (calls === undefined) return [];
    const local = localFile(calls.text);
    if (
      isMain &&
      (libraryFile(calls.text, subject.library) !== undefined ||
        (local !== undefined && subject.called.has(local)))
    )
      return [];
    const why = isMain ? 'which is not here' : 'and a called workflow can call no further one here';
    return [`${calls.place} calls ${quote(calls.text)}, ${why}`];
  });
}

function missingAction(
  { text, place }: PlacedText,
  { library }: Subject,
  skipped: readonly string[],
): readonly string[] {
  if (isOfRepository(text)) return [];
  const [, repository = '', path = ''] = /^([\w.-]+\/[\w.-]+)((?:\/[^@]+)?)@\S+$/.exec(text) ?? [];
  const action = repository + path;
  if (repository === library.slug) {
    return library.project.actions.has(path.slice(1))
      ? []
      : [`${place} uses ${quote(text)}, which the library has not`];
  }
  if (Object.hasOwn(STAND_INS, action) || skipped.includes(action)) return [];
  return [`${place} uses ${quote(text)}, which is not here`];
}

/** `./path` in the workspace, or `$/path` in the repository of the workflow. */
function isOfRepository(uses: string): boolean {
  return /^[.$]\//.test(uses);
}

/** The actions behind the steps of composite actions that stand in the repository, however deep. */
function nestedUses(
  uses: readonly PlacedText[],
  root: string,
  seen = new Set<string>(),
): readonly PlacedText[] {
  return uses.flatMap(({ text }) => {
    if (!isOfRepository(text) || seen.has(text)) return [];
    seen.add(text);
    const file = ['action.yml', 'action.yaml'].find((name) => existsSync(join(root, text.slice(2), name)));
    if (file === undefined) return [];
    const place = `${text.slice(2).replace(/\/$/, '')}/${file}`;
    const { runs } = (parse(readFileSync(join(root, text.slice(2), file), 'utf8')) ?? {}) as {
      readonly runs?: { readonly steps?: readonly { readonly uses?: string }[] };
    };
    const inner = (runs?.steps ?? []).flatMap((step) =>
      step?.uses === undefined ? [] : [{ text: step.uses, place }],
    );
    return [...inner.filter((use) => !isOfRepository(use.text)), ...nestedUses(inner, root, seen)];
  });
}

function notAvailable(
  missing: readonly string[],
  lacksActions: boolean,
  rerun: string,
): ActionError<'NOT_AVAILABLE'> {
  return new ActionError({
    code: 'NOT_AVAILABLE',
    message: `This machine lacks something the workflow uses:\n${missing.map((line) => `- ${line}`).join('\n')}`,
    hint: [
      ...(lacksActions
        ? [
            `--skip-action owner/name leaves the steps of an action without effect. There are stand-ins for ${quoteList(Object.keys(STAND_INS), 50)}.`,
          ]
        : []),
      ...(rerun === '' ? [] : [rerun]),
    ].join('\n'),
  });
}
