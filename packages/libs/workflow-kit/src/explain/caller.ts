import { requiredGrants, type WorkflowSet, workflowSet } from '../graph/index.ts';
import { workflow } from '../model/build.ts';
import type { Jobs } from '../model/builder.ts';
import { type CallType, type Inputs, type Secrets, secret } from '../model/input.ts';
import type { Permissions } from '../model/permissions.ts';
import type { Value } from '../model/value.ts';
import type { Workflow } from '../model/workflow.ts';
import { grantedJobs } from './grants.ts';

/** How a caller is written. */
export interface CallerOptions {
  /** The workflows among which those are that the callee calls by a reference. */
  readonly workflows?: readonly Workflow[];
  /** Name of the file; that of the called workflow when absent. */
  readonly file?: string;
  /** Values of inputs. A required one that is not given gets a {@link placeholder}. */
  readonly inputs?: GivenInputs;
}

/** Values of inputs by name. */
export type GivenInputs = Readonly<Record<string, string | number | boolean>>;

/** The types of a call say what its callee takes, and of this one they are known at run time only. */
type AnyCall = (
  id: string,
  spec: {
    readonly workflow: Workflow;
    readonly permissions: Permissions;
    readonly with: Readonly<Record<string, Value>>;
    readonly secrets: Readonly<Record<string, Value>>;
  },
) => unknown;

/**
 * A workflow that calls `callee` and nothing else: started by hand, granting exactly what the jobs of
 * the callee ask for, with the required inputs and secrets. Throws a `WorkflowError` for inputs that
 * the callee does not take.
 */
export function callerOf(callee: Workflow, options: CallerOptions = {}): Workflow {
  const set = workflowSet([callee, ...(options.workflows ?? [])], new Map());
  const id = callee.file.replace(/\.ya?ml$/, '');
  const secrets = Object.entries(callee.secrets).filter(([, { required }]) => required);
  const built = workflow<Inputs, Secrets>({
    file: options.file ?? callee.file,
    name: callee.name,
    description: callee.description,
    on: { workflowDispatch: {} },
    secrets: Object.fromEntries(
      secrets.map(([name, { description }]) => [secretName(name), secret.required(description)]),
    ),
    jobs: (build: Jobs<Inputs, Secrets>) => {
      const call = build.call as AnyCall;
      call(id, {
        workflow: callee,
        permissions: permissionsFor(callee, set),
        with: inputsFor(callee, options.inputs ?? {}),
        secrets: Object.fromEntries(secrets.map(([name]) => [name, build.secret(secretName(name))])),
      });
    },
  });
  // What is found in it is the doing of the callee's author.
  return { ...built, at: callee.at };
}

/** Stands for the value of a required input that is not known yet. */
export function placeholder(name: string, type: CallType): string | number | boolean {
  return { boolean: false, number: 0, string: `<${name}>` }[type];
}

function permissionsFor(callee: Workflow, set: WorkflowSet): Permissions {
  const grants = requiredGrants(callee, set).map((grant) => {
    const reasons = grantedJobs(callee, set, grant).flatMap(({ reason }) => reason ?? []);
    const reason = [...new Set(reasons)].join('; ');
    return [grant.scope, reason === '' ? grant.level : { level: grant.level, reason }] as const;
  });
  return Object.fromEntries(grants);
}

function inputsFor({ call }: Workflow, given: GivenInputs): GivenInputs {
  const required = Object.entries(call?.inputs ?? {}).filter(([, input]) => input.required);
  return {
    ...Object.fromEntries(required.map(([name, { type }]) => [name, placeholder(name, type)])),
    ...given,
  };
}

/** GitHub shows the names of a repository's secrets in capitals. */
function secretName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
