import { debug, endGroup, info, notice, startGroup, warning } from '@actions/core';
import { redact } from './redaction.ts';

/** Where a running action tells what it does. Untrusted text goes through `quote` first. */
export interface Log {
  info(message: string): void;
  debug(message: string): void;
  notice(message: string): void;
  warning(message: string): void;
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** The runner's log: workflow commands on stdout, secrets redacted. */
export const runnerLog: Log = {
  info: (message) => info(redact(message)),
  debug: (message) => debug(redact(message)),
  notice: (message) => notice(redact(message)),
  warning: (message) => warning(redact(message)),
  async group(title, work) {
    startGroup(redact(title));
    try {
      return await work();
    } finally {
      endGroup();
    }
  },
};

/** A log that keeps its lines, for tests and for callers that show them later. */
export function memoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return {
    lines,
    info: keep('info'),
    debug: keep('debug'),
    notice: keep('notice'),
    warning: keep('warning'),
    group: (title, work) => {
      keep('group')(title);
      return work();
    },
  };
}
