import { resolve } from 'node:path';
import { quote } from '@gatehouse/action-kit/quote';
import {
  CI_GREEN_SCENARIOS,
  IMAGE_SCENARIOS,
  INDEX_SCENARIOS,
  MERGE_SCENARIOS,
  readScenario,
  type Scenario,
  VERSION_SCENARIOS,
} from '@gatehouse/rehearsal';
import { suggestion } from '@gatehouse/workflow-kit';
import { usageError } from '../failure.ts';
import { publishesVersions } from './publishes-versions.ts';
import type { Subject } from './subject.ts';

/** A kind of workflow, and what can happen to one. */
export interface Kind {
  readonly name:
    | 'version-manifests'
    | 'ci-green'
    | 'merge-manifests'
    | 'multiarch-image'
    | 'publish-indexes'
    | 'any';
  /** One line. */
  readonly about: string;
  readonly fits: (subject: Subject) => boolean;
  readonly scenarios: readonly Scenario[];
}

/** Nothing is brought about: the workflow runs with its own inputs, and is to succeed. */
export const PLAIN_RUN: Scenario = {
  name: 'plain-run',
  title: 'The workflow runs as it is, with its own inputs and scripts; every job is to end well.',
  expect: [{ kind: 'conclusion', is: 'success' }],
};

/** From the most special to the most general. */
export const KINDS: readonly Kind[] = [
  {
    name: 'version-manifests',
    about: 'calls version-manifests.yml, or has its jobs written out',
    fits: publishesVersions,
    scenarios: VERSION_SCENARIOS,
  },
  {
    name: 'ci-green',
    about: "is the library's ci-green.yml: the stage calls it from a release that waits for an approval",
    fits: ({ origin, main }) => origin === 'library' && main.file === 'ci-green.yml',
    scenarios: CI_GREEN_SCENARIOS,
  },
  {
    name: 'merge-manifests',
    about: "is the library's merge-manifests.yml: the stage calls it behind a matrix of two legs",
    fits: ({ origin, main }) => origin === 'library' && main.file === 'merge-manifests.yml',
    scenarios: MERGE_SCENARIOS,
  },
  {
    name: 'multiarch-image',
    about: "is the library's multiarch-image.yml: the stage calls it for two platforms",
    fits: ({ origin, main }) => origin === 'library' && main.file === 'multiarch-image.yml',
    scenarios: IMAGE_SCENARIOS,
  },
  {
    name: 'publish-indexes',
    about: "is the library's publish-indexes.yml: the stage calls it behind a matrix of two legs",
    fits: ({ origin, main }) => origin === 'library' && main.file === 'publish-indexes.yml',
    scenarios: INDEX_SCENARIOS,
  },
  { name: 'any', about: 'every workflow', fits: () => true, scenarios: [PLAIN_RUN] },
];

/** A scenario that was chosen, and the kind of workflow that the stage is set for. */
export interface Choice {
  readonly kind: Kind;
  readonly scenario: Scenario;
}

/** The kinds that a workflow is of, the most special first. */
export function kindsOf(subject: Subject): readonly Kind[] {
  return KINDS.filter(({ fits }) => fits(subject));
}

/**
 * What is asked for: scenarios by name, or files of them; every one that was made for the kind; else
 * {@link PLAIN_RUN} for a person's own workflow, and the first of the kind for one of the library.
 */
export async function chooseScenarios(
  { names, all }: { readonly names: readonly string[]; readonly all: boolean },
  subject: Subject,
  cwd: string,
): Promise<readonly Choice[]> {
  const kinds = kindsOf(subject);
  const [special] = kinds;
  if (special === undefined) return [];
  const choices = kinds.flatMap((kind) => kind.scenarios.map((scenario) => ({ kind, scenario })));
  if (all) {
    const own = subject.origin === 'own' ? choices.filter(({ scenario }) => scenario === PLAIN_RUN) : [];
    const fitting = choices.filter(({ kind }) => kind === special);
    return [...own.filter((choice) => !fitting.includes(choice)), ...fitting];
  }
  // A person's own workflow is played as it is before anything is done to it.
  const first =
    subject.origin === 'own' ? choices.find(({ scenario }) => scenario === PLAIN_RUN) : choices[0];
  if (names.length === 0) return first === undefined ? [] : [first];
  return Promise.all(
    names.map(async (name) => {
      if (isPath(name))
        return { kind: special, scenario: fitting(await readScenario(resolve(cwd, name)), special, name) };
      return choices.find(({ scenario }) => scenario.name === name) ?? unknown(name, choices, subject);
    }),
  );
}

function isPath(name: string): boolean {
  return /[\\/]|\.(ya?ml|json|[cm]?[jt]s)$/.test(name);
}

function fitting(scenario: Scenario, { name }: Kind, path: string): Scenario {
  if (name !== 'any' || scenario.legs === undefined) return scenario;
  throw usageError(
    `${path} lets single legs fail ("legs"), which the stage can do only where it knows the build: in workflows of the kind version-manifests.`,
    'rehearse',
  );
}

function unknown(name: string, choices: readonly Choice[], { main }: Subject): never {
  const other = KINDS.find(({ scenarios }) => scenarios.some((scenario) => scenario.name === name));
  if (other !== undefined) {
    throw usageError(
      `The scenario ${quote(name)} is for a workflow that ${other.about}; ${main.path} is none.`,
      'rehearse',
    );
  }
  const known = choices.map(({ scenario }) => scenario.name);
  throw usageError(
    `There is no scenario ${quote(name)} for ${main.path}.${suggestion(name, known)} gatehouse rehearse ${main.file} --list shows them.`,
    'rehearse',
  );
}
