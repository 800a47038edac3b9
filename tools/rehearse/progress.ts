import type { Audience, JobRecord } from '@gatehouse/rehearsal';

/** How long nothing may happen before somebody wonders, in milliseconds. */
const QUIET_MS = 5000;

/** Writes lines behind the time since the rehearsal began. */
export class Teller {
  readonly #began = performance.now();

  /** `12.3 s`. */
  time(): string {
    return `${((performance.now() - this.#began) / 1000).toFixed(1)} s`;
  }

  chapter(title: string): void {
    console.log(`\n${this.time().padStart(7)}  ── ${title}`);
  }

  tell(text: string): void {
    for (const line of text.split('\n')) console.log(`${this.time().padStart(7)}  ${line}`);
  }
}

/** Tells how the jobs of a scenario come and go, and what still runs when nothing else is to be told. */
export interface Progress extends Audience, Disposable {}

/** Tells through `teller`; `log` adds every line of every step. */
export function progress(teller: Teller, { log }: { readonly log: boolean }): Progress {
  const open = new Map<string, number>();
  let lastMs = performance.now();
  const tell = (text: string) => {
    lastMs = performance.now();
    teller.tell(text);
  };
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - lastMs < QUIET_MS || open.size === 0) return;
    tell(`  still at it: ${[...open].map(([name, since]) => `${name}, ${seconds(now - since)}`).join('; ')}`);
  }, 1000).unref();
  return {
    onJob(run, { name, result, startMs, endMs, steps }: JobRecord) {
      const job = run === 'run' ? name : `${run}: ${name}`;
      if (result === 'unfinished') {
        if (!open.has(job)) tell(`▸ ${job}`);
        open.set(job, open.get(job) ?? performance.now());
        return;
      }
      open.delete(job);
      const word = result === 'success' ? '✓' : `✗ ${result}`;
      tell(`${word} ${job}, ${seconds(endMs - startMs)}`);
      const told = steps.flatMap(({ annotations }) => annotations).filter(({ level }) => level !== 'notice');
      for (const { level, message } of told) tell(`    ${level}: ${message.split('\n')[0]}`);
    },
    onEvent(_, event) {
      if (log && event.kind === 'line') tell(`    ${event.origin.jobId} │ ${event.text}`);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
