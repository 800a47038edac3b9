import {
  choice,
  type InputSource,
  input,
  invalidInput,
  lines,
  matching,
  messageOf,
  optional,
  quote,
  readInputs as readShape,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import { parseBuildPlatform, parseRepository, platformKey } from '@gatehouse/oci-client';
import { type Runner, runnerOf } from './runner.ts';

const LABEL = /^[^\s,=[\]]{1,256}$/;

/** Words between blanks, commas and line ends. */
const words = input('platforms such as linux/amd64 linux/arm64', (found) => {
  const list = found.split(/[\s,]+/).filter((word) => word !== '');
  return list.length === 0 ? undefined : list;
});

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  platforms: words,
  image: optional(text()),
  runners: withDefault(lines(), []),
  qemu: withDefault(choice('never', 'missing', 'all'), 'never'),
  'qemu-runner': withDefault(matching(LABEL, 'the label of a runner'), 'ubuntu-24.04'),
} as const;

/** What is planned. */
export interface Inputs {
  /** In OCI's words and their normal form, each once, in the order given. */
  readonly platforms: readonly string[];
  /** Those of the user. */
  readonly runners: readonly Runner[];
  readonly qemu: 'never' | 'missing' | 'all';
  readonly qemuRunner: string;
}

/** Reads the inputs; fails with `INVALID_INPUT`, which tells every mistake. */
export function readInputs(from?: InputSource): Inputs {
  const values = readShape(inputs, from);
  const mistakes: string[] = [];
  const read = <T>(name: string, line: string, parse: (line: string) => T): readonly T[] => {
    try {
      return [parse(line)];
    } catch (thrown) {
      mistakes.push(`${name}: ${quote(line)}: ${messageOf(thrown)}`);
      return [];
    }
  };
  const platforms = values.platforms.flatMap((word) =>
    read('platforms', word, (name) => platformKey(parseBuildPlatform(name))),
  );
  if (values.image !== undefined) read('image', values.image, parseRepository);
  const runners = values.runners.flatMap((line) => read('runners', line, (said) => runnerOf(said, LABEL)));
  const covered = runners.map(({ covers }) => covers);
  const twice = covered.find((one, at) => covered.indexOf(one) !== at);
  if (twice !== undefined) mistakes.push(`runners: found ${quote(twice)} twice, expected each platform once`);
  if (mistakes.length > 0) throw invalidInput(...mistakes);
  return {
    platforms: [...new Set(platforms)],
    runners,
    qemu: values.qemu,
    qemuRunner: values['qemu-runner'],
  };
}
