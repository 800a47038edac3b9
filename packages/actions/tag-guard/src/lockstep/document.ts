import { messageOf, quote } from '@gatehouse/action-kit';
import { parseJson } from './json.ts';
import { parseToml } from './toml.ts';
import { unstated } from './unstated.ts';
import type { Workspace } from './workspace.ts';

/** A parsed file in which values stand at keys. */
export interface Document {
  /** Its path in the workspace. */
  readonly file: string;
  readonly root: unknown;
  /** The line, from 1, where the value at `path` stands; `undefined` where that is not known. */
  lineOf(path: readonly string[]): number | undefined;
}

/** Loads each document once. */
export type Load = (file: string) => Promise<Document>;

/** Reads TOML and JSON files of `workspace`; fails with `NO_FILE` or `NOT_READABLE`. */
export function loader(workspace: Workspace): Load {
  const known = new Map<string, Promise<Document>>();
  return (file) => {
    const found = known.get(file) ?? loadDocument(file, workspace);
    known.set(file, found);
    return found;
  };
}

async function loadDocument(file: string, workspace: Workspace): Promise<Document> {
  const text = await workspace.read(file);
  const [language, parse] = file.endsWith('.json')
    ? (['JSON', parseJson] as const)
    : (['TOML', parseToml] as const);
  try {
    return { file, ...parse(text) };
  } catch (cause) {
    const [mistake] = messageOf(cause).split('\n');
    throw unstated('NOT_READABLE', `is no valid ${language}: ${quote(mistake)}`, 'Correct the file.', cause);
  }
}
