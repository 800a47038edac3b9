import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  isWorkflow,
  judge,
  readOwnActions,
  readPins,
  renderWorkflow,
  showPosition,
  type Workflow,
} from '@gatehouse/workflow-kit';
import { repositoryRoot } from '../repository.ts';

const sources = join(repositoryRoot, 'workflows-src');

/** Where GitHub looks for workflows, relative to the root. */
export const WORKFLOWS = '.github/workflows';

/** A workflow as it belongs into the repository. */
export interface GeneratedWorkflow {
  readonly file: string;
  readonly text: string;
  /** Whether others can call it, so that a release holds it. */
  readonly callable: boolean;
}

/** Renders every source in `workflows-src`; fails with everything that the rules find in them. */
export async function generateWorkflows(): Promise<readonly GeneratedWorkflow[]> {
  const workflows = await loadSources();
  const pins = readPins(join(sources, 'pins', 'action.yml'));
  const { findings } = judge(workflows, pins);
  if (findings.length > 0) {
    const lines = findings.map(({ at, rule, message }) => `${showPosition(at)} ${rule}: ${message}`);
    throw new Error(`The workflows break rules:\n${lines.join('\n')}`);
  }
  const options = {
    root: repositoryRoot,
    generator: `@gatehouse/workflow-kit ${versionOfGenerator()}`,
    target: { kind: 'github.com' },
    pins,
    actions: readOwnActions(join(repositoryRoot, 'packages', 'actions')),
  } as const;
  return workflows.map((workflow) => ({
    file: workflow.file,
    text: renderWorkflow(workflow, options),
    callable: workflow.call !== undefined,
  }));
}

async function loadSources(): Promise<readonly Workflow[]> {
  const names = readdirSync(sources).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    names.sort().map((name) => import(pathToFileURL(join(sources, name)).href)),
  );
  return modules.flatMap((module: object) => Object.values(module).filter(isWorkflow));
}

function versionOfGenerator(): string {
  const manifest = join(repositoryRoot, 'packages', 'libs', 'workflow-kit', 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
