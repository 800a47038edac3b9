import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  isWorkflow,
  readOwnActions,
  readPins,
  renderWorkflow,
  type Target,
  type Workflow,
} from '@gatehouse/workflow-kit';
import { parse } from 'yaml';
import { repositoryRoot } from '../../tools/repository.ts';

/** The folder of the sources. */
export const folder = join(repositoryRoot, 'workflows-src');

const uses = {
  pins: readPins(join(folder, 'pins', 'action.yml')),
  actions: readOwnActions(join(repositoryRoot, 'packages', 'actions')),
};
const release = { slug: 'acme/tools', commit: 'a'.repeat(40), version: 'v1.2.3' };

/** The third-party actions that the sources may use. */
export const { pins } = uses;

/** For whom the workflows are rendered. */
export const targets = {
  'github.com': { kind: 'github.com' },
  ghes: { kind: 'ghes', release },
  elsewhere: { kind: 'github.com', release },
} as const satisfies Readonly<Record<string, Target>>;

/** The files that export a workflow, those of the templates too, by name. */
export const SOURCES: readonly string[] = ['.', 'templates']
  .flatMap((within) => readdirSync(join(folder, within)).map((name) => join(within, name)))
  .filter((path) => path.endsWith('.ts') && textOf(path).match(/^export const \w+ = (workflow|inline)\(/m))
  .sort();

/** The one workflow that a file in `workflows-src` exports. */
export async function sourceOf(path: string): Promise<Workflow> {
  const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, path)).href);
  const [workflow, ...others] = Object.values(exported).filter(isWorkflow);
  if (workflow === undefined || others.length > 0) throw new Error(`${path} must export one workflow.`);
  return workflow;
}

/** `workflow` as it is generated; the version of the generator is no news. */
export function rendered(workflow: Workflow, target: keyof typeof targets = 'github.com'): string {
  const generator = '@gatehouse/workflow-kit 0.0.0';
  return renderWorkflow(workflow, { root: repositoryRoot, generator, target: targets[target], ...uses });
}

/** A step of the YAML, as far as the tests look at it. */
export interface YamlStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job of the YAML. */
export interface YamlJob {
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number | string;
  readonly 'runs-on'?: string;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly steps: readonly YamlStep[];
}

/** A workflow of the YAML. */
export interface YamlWorkflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, YamlJob>>;
}

/** What a reader of the YAML sees. */
export const parsed = (text: string): YamlWorkflow => parse(text);

/** The script of the step called `name` in `job`, as it is generated. */
export async function scriptOf(path: string, job: string, name: string): Promise<string> {
  const step = parsed(rendered(await sourceOf(path))).jobs[job]?.steps.find((one) => one.name === name);
  const text = step?.run ?? step?.with?.run;
  if (typeof text !== 'string') throw new Error(`${job} of ${path} has no script in a step "${name}".`);
  return text;
}

/** The text of a file in `workflows-src`. */
export function textOf(...path: readonly string[]): string {
  return readFileSync(join(folder, ...path), 'utf8');
}
