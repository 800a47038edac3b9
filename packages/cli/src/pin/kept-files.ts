import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeptPins, keptText, parseKept, pinsModule } from '@gatehouse/workflow-kit';
import { KEPT, PINS_MODULE, SOURCES } from '../repository.ts';
import { writeWhole } from '../workflow-folder.ts';

/** What is kept of the pinned actions in the repository `root`; nothing where the file is missing. */
export function readKept(root: string): KeptPins {
  const path = join(root, SOURCES, KEPT);
  return existsSync(path) ? parseKept(readFileSync(path, 'utf8'), path) : new Map();
}

/** The files that {@link writeKept} writes for `kept`, by their path in the repository. */
export function keptFiles(kept: KeptPins): Readonly<Record<string, string>> {
  return { [`${SOURCES}/${KEPT}`]: keptText(kept), [`${SOURCES}/${PINS_MODULE}`]: pinsModule(kept) };
}

/** Writes what differs of the files for `kept`, and says which. */
export function writeKept(root: string, kept: KeptPins): readonly string[] {
  const changed = staleKeptFiles(root, kept);
  const files = keptFiles(kept);
  for (const file of changed) writeWhole(join(root, file), files[file] ?? '');
  return changed;
}

/** Those of the files for `kept` that hold something else, or are not there. */
export function staleKeptFiles(root: string, kept: KeptPins): readonly string[] {
  return Object.entries(keptFiles(kept)).flatMap(([file, text]) => {
    const path = join(root, file);
    return existsSync(path) && readFileSync(path, 'utf8') === text ? [] : [file];
  });
}
