import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { mistaken } from '../source/mistake.ts';

/** What the workflows must know of an action of their own repository. */
export interface OwnAction {
  readonly name: string;
  /** Absolute path of its `action.yml`. */
  readonly path: string;
  readonly inputs: ReadonlyMap<string, OwnInput>;
  /** The outputs with their descriptions. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** An input as the `action.yml` describes it. */
export interface OwnInput {
  readonly description: string;
  /** `undefined` where there is none. */
  readonly default: string | undefined;
  /** Whether it is required and has no default. */
  readonly mustGive: boolean;
}

/** The actions of the generator's own repository by name. */
export type OwnActions = ReadonlyMap<string, OwnAction>;

/** The part of an `action.yml` that is read. */
interface Definition {
  readonly inputs?: Readonly<Record<string, InputDefinition | null>> | null;
  readonly outputs?: Readonly<Record<string, { readonly description?: string } | null>> | null;
}

interface InputDefinition {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: string | number | boolean;
}

/** Reads `<folder>/<action>/action.yml` of every action in `folder`. */
export function readOwnActions(folder: string): OwnActions {
  const names = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'action.yml')))
    .sort();
  return new Map(names.map((name) => [name, readAction(name, join(folder, name, 'action.yml'))]));
}

/** Reads the `action.yml` at `path`. */
export function readAction(name: string, path: string): OwnAction {
  const { inputs, outputs } = readDefinition(path);
  return {
    name,
    path,
    inputs: new Map(Object.entries(inputs ?? {}).map(([input, about]) => [input, readInput(about ?? {})])),
    outputs: new Map(
      Object.entries(outputs ?? {}).map(([output, about]) => [output, about?.description?.trim() ?? '']),
    ),
  };
}

function readDefinition(path: string): Definition {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined)
    mistaken(
      { file: path, line: lines.linePos(fault.pos[0]).line },
      `The action is no YAML: ${fault.message}`,
    );
  return document.toJS() ?? {};
}

function readInput({ description = '', required, default: value }: InputDefinition): OwnInput {
  return {
    description: description.trim(),
    default: value === undefined ? undefined : String(value),
    mustGive: required === true && value === undefined,
  };
}
