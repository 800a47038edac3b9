/** What a step tells its reader beside the log. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `title`, `file`, `line`, … as given. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Reads a step's output line by line as the runner does: keeps annotations, hides commands that are
 * for the runner only, and masks secrets in everything after their `::add-mask::`.
 */
export class StepLog {
  readonly annotations: Annotation[] = [];
  /** The log as its reader sees it. */
  readonly lines: string[] = [];
  readonly #secrets: Set<string>;

  constructor(secrets: Iterable<string> = []) {
    this.#secrets = new Set(secrets);
  }

  /** The line as a reader of the log sees it; `undefined` when it is for the runner alone. */
  read(line: string): string | undefined {
    const shown = this.#show(line);
    if (shown !== undefined) this.lines.push(shown);
    return shown;
  }

  #show(line: string): string | undefined {
    const [, command, properties = '', data = ''] = /^::([a-z-]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
    switch (command) {
      case 'add-mask':
        // A runner masks each line of a secret, since it reads its output line by line.
        for (const secret of plain(data).split(/\r?\n/)) if (secret !== '') this.#secrets.add(secret);
        return undefined;
      case 'debug':
      case 'endgroup':
        return undefined;
      case 'group':
        return this.#mask(`▸ ${plain(data)}`);
      case 'error':
      case 'warning':
      case 'notice': {
        const message = this.#mask(plain(data));
        this.annotations.push({ level: command, message, properties: pairs(properties) });
        return `${command}: ${message}`;
      }
      default:
        return this.#mask(line);
    }
  }

  #mask(text: string): string {
    let shown = text;
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, '***');
    return shown;
  }
}

function pairs(text: string): Record<string, string> {
  const found = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim(), plain(pair.slice(at + 1))]] : [];
  });
  return Object.fromEntries(found);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '%25': '%',
  '%0D': '\r',
  '%0A': '\n',
  '%3A': ':',
  '%2C': ',',
};

function plain(text: string): string {
  return text.replace(/%(25|0D|0A|3A|2C)/g, (code) => ESCAPES[code] ?? code);
}
