import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Replacement } from '@gatehouse/rehearsal';
import { WORKFLOWS } from '../repository.ts';
import { stageText } from './stage-text.ts';
import type { Steering } from './steering.ts';
import type { Subject } from './subject.ts';

/** The files of `subject` as the stage plays them, by their names, and the inputs that `steering` replaced. */
export function stagedWorkflows(
  subject: Subject,
  steering: Steering | undefined,
): {
  readonly workflows: Readonly<Record<string, string>>;
  readonly replacements: readonly Replacement[];
} {
  const { origin, root, main, called, library } = subject;
  if (origin === 'library') return { workflows: { [main.file]: main.text }, replacements: [] };
  const taken = new Set(readdirSync(join(root, WORKFLOWS)));
  const texts = [main, ...called.values()].map((shape) => ({
    file: shape.file,
    ...stageText(shape.text, { library, taken, steering, path: shape.path }),
  }));
  return {
    workflows: Object.fromEntries(texts.flatMap(({ file, text, calls }) => [[file, text], ...calls])),
    replacements: texts.flatMap(({ replacements }) => replacements),
  };
}
