/** A line that the runner shows on the page of the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `title`, `file`, `line` and so on. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Takes the workflow commands out of what an action printed
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 * `rest` keeps every line but those that register a mask.
 */
export function readWorkflowCommands(stdout: string): {
  readonly annotations: readonly Annotation[];
  readonly rest: string;
} {
  const annotations: Annotation[] = [];
  const rest: string[] = [];
  for (const line of stdout.split(/\r?\n/)) {
    if (line.startsWith('::add-mask::')) continue;
    rest.push(line);
    const [, level, properties = '', message = ''] =
      /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
    if (level !== undefined) {
      const pairs = properties
        .split(',')
        .filter(Boolean)
        .map((pair) => pair.split('=', 2));
      annotations.push({
        level: level as Annotation['level'],
        message: decode(message),
        properties: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decode(value)])),
      });
    }
  }
  return { annotations, rest: rest.join('\n') };
}

/** Reads the file behind `GITHUB_OUTPUT`: `name=value`, or `name<<delimiter`, lines, `delimiter`. */
export function readCommandFile(content: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = content.split(/\r?\n/);
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name, operator, right = ''] = /^(.+?)(<<|=)(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`The runner would refuse this line of an output file: ${line}`);
    if (operator === '=') values[name] = right;
    else {
      const end = lines.indexOf(right);
      if (end === -1) throw new Error(`The value of "${name}" does not end with its delimiter ${right}.`);
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
    }
  }
  return values;
}

const decode = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
