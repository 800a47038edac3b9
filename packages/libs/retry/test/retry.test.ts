import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, type Classify, RetryError, type RetryPolicy, retry } from '../src/index.ts';

class Flaky extends Error {
  readonly retryAfterMs: number | undefined;
  constructor(message = 'flaky', retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

const classify: Classify = (error) =>
  error instanceof Flaky
    ? { kind: 'transient', reason: 'flaky', retryAfterMs: error.retryAfterMs }
    : { kind: 'final', reason: 'unknown' };

/** A world whose clock goes on only by sleeping and by work that takes time. */
function world(random = 1 - Number.EPSILON) {
  let time = 5000;
  const pauses: number[] = [];
  return {
    pauses,
    pass: (ms: number) => {
      time += ms;
    },
    now: () => time,
    random: () => random,
    async sleep(ms: number) {
      pauses.push(Math.round(ms));
      time += ms;
    },
  };
}

const policy = (more: Partial<RetryPolicy> = {}): RetryPolicy => ({ deadlineMs: 60_000, classify, ...more });

const failing = (times: number, error: unknown = new Flaky()) => {
  const attempts: Attempt[] = [];
  const work = async (attempt: Attempt) => {
    attempts.push(attempt);
    if (attempt.number <= times) throw error;
    return 'done';
  };
  return { attempts, work };
};

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('retry', () => {
  it('gives what the work gives', async () => {
    expect(await retry(failing(0).work, policy(), world())).toBe('done');
  });

  it('does transient work again, and numbers the attempts', async () => {
    const { work, attempts } = failing(2);
    expect(await retry(work, policy(), world())).toBe('done');
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('throws a final failure as it is, after one attempt', async () => {
    const error = new Error('no');
    const { work, attempts } = failing(9, error);
    expect(await caught(retry(work, policy(), world()))).toBe(error);
    expect(attempts).toHaveLength(1);
  });

  it('tells each attempt how much of the deadline is left', async () => {
    const deps = world();
    const { work, attempts } = failing(2);
    await retry(work, policy({ firstDelayMs: 1000 }), deps);
    expect(attempts.map(({ remainingMs }) => Math.round(remainingMs))).toEqual([60_000, 59_000, 57_000]);
  });

  it('tells of each failure that is followed by another attempt', async () => {
    const told: string[] = [];
    const onRetry: RetryPolicy['onRetry'] = ({ attempt, verdict, delayMs }) =>
      told.push(`${attempt} ${verdict.reason} ${Math.round(delayMs)}`);
    await retry(failing(2).work, policy({ onRetry }), world());
    expect(told).toEqual(['1 flaky 1000', '2 flaky 2000']);
  });
});

describe('the pause', () => {
  it('has a bound that doubles up to its cap', async () => {
    const deps = world();
    await retry(failing(6).work, policy({ firstDelayMs: 500, maxDelayMs: 3000 }), deps);
    expect(deps.pauses).toEqual([500, 1000, 2000, 3000, 3000, 3000]);
  });

  it('is drawn from the whole range below its bound', async () => {
    const none = world(0);
    await retry(failing(3).work, policy(), none);
    expect(none.pauses).toEqual([0, 0, 0]);
  });

  it('is what Retry-After asks for with the jitter on top', async () => {
    const deps = world(0.5);
    await retry(failing(1, new Flaky('busy', 7000)).work, policy(), deps);
    expect(deps.pauses).toEqual([7500]);
  });

  it('leaves the jitter out when the deadline has no room for it', async () => {
    const deps = world();
    await retry(failing(1, new Flaky('busy', 59_500)).work, policy(), deps);
    expect(deps.pauses).toEqual([59_500]);
  });
});

describe('the end of all patience', () => {
  it('comes with the last attempt allowed', async () => {
    const last = new Flaky('the last one');
    const error = await caught(retry(failing(9, last).work, policy({ maxAttempts: 3 }), world()));
    expect(error).toBeInstanceOf(RetryError);
    expect(error).toMatchObject({
      code: 'ATTEMPTS',
      attempts: 3,
      elapsedMs: expect.closeTo(3000),
      cause: last,
    });
    expect(String(error)).toBe(
      'RetryError: Gave up after 3 attempts in 3 s: 3 were allowed. Last failure: the last one',
    );
  });

  it('gives up when one reason has come as often in a row as is worth it', async () => {
    const reasons = ['lost', 'other', 'lost', 'lost', 'lost', 'lost'];
    let calls = 0;
    const work = async () => {
      throw new Error(reasons[calls++]);
    };
    const inRow: Classify = (error) => ({
      kind: 'transient',
      reason: (error as Error).message,
      maxInRow: (error as Error).message === 'lost' ? 3 : undefined,
    });
    const error = await caught(retry(work, policy({ classify: inRow }), world(0)));
    expect(error).toMatchObject({
      code: 'ATTEMPTS',
      attempts: 5,
      message: expect.stringContaining('the last 3 failed with lost'),
    });
  });

  it('comes at once when the next attempt would begin after the deadline', async () => {
    const deps = world();
    const work = async () => {
      deps.pass(20_000);
      throw new Flaky();
    };
    const error = await caught(retry(work, policy({ firstDelayMs: 10_000 }), deps));
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 2, elapsedMs: expect.closeTo(50_000) });
    expect(deps.pauses).toEqual([10_000]);
  });

  it('comes at once when Retry-After asks for more than is left, and says so', async () => {
    const deps = world();
    const error = await caught(retry(failing(9, new Flaky('busy', 3_600_000)).work, policy(), deps));
    expect(error).toMatchObject({ code: 'RETRY_AFTER', attempts: 1 });
    expect(String(error)).toContain('Retry-After asks for a pause of 3600 s, more than the 60 s left.');
    expect(deps.pauses).toEqual([]);
  });

  it('comes at once when Retry-After asks for no pause and there is no time for any other', async () => {
    const deps = world();
    const { work, attempts } = failing(99, new Flaky('busy', 0));
    const error = await caught(retry(work, policy({ deadlineMs: 10_000, firstDelayMs: 8000 }), deps));
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 2 });
    expect([attempts.length, deps.pauses]).toEqual([2, [8000]]);
  });

  it('comes after a pause that took longer than it should, without another attempt', async () => {
    const deps = world();
    const sleep = async (ms: number) => deps.pass(ms + 60_000);
    const { work, attempts } = failing(9);
    const error = await caught(retry(work, policy(), { ...deps, sleep }));
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 1, elapsedMs: expect.closeTo(61_000) });
    expect(attempts).toHaveLength(1);
  });

  it('never sleeps into the deadline, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ takes: fc.nat(9000), after: fc.option(fc.nat(20_000), { nil: undefined }) }), {
          minLength: 1,
        }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (script, random) => {
          const deps = world(random);
          const start = deps.now();
          const work = async ({ number }: Attempt) => {
            const step = script[number - 1];
            if (step === undefined) return;
            deps.pass(step.takes);
            throw new Flaky('x', step.after);
          };
          const longest = Math.max(...script.map(({ takes }) => takes));
          await caught(retry(work, policy({ deadlineMs: 30_000 }), deps));
          expect(deps.now() - start).toBeLessThan(30_000 + longest + 1);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('the signal of an attempt', () => {
  const until = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

  it('ends an attempt that takes too long, which is transient', async () => {
    const work = ({ number, signal }: Attempt) => (number === 1 ? until(signal) : Promise.resolve('second'));
    expect(await retry(work, policy({ attemptTimeoutMs: 30 }), world())).toBe('second');
  });

  it('comes at the deadline at the latest', async () => {
    const work = ({ signal }: Attempt) => until(signal);
    const error = await caught(retry(work, { deadlineMs: 40, classify, firstDelayMs: 1000 }));
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 1, cause: { name: 'TimeoutError' } });
  });

  it('says its time in milliseconds at the finest, since a rest of a deadline has many digits', async () => {
    const error = await caught(
      retry(({ signal }) => until(signal), policy({ deadlineMs: 30.4567 }), world()),
    );
    expect(error).toMatchObject({ cause: { message: 'attempt 1 took longer than 0.03 s' } });
  });

  it('comes at once where the deadline has passed before the first attempt', async () => {
    const error = await caught(retry(({ signal }) => until(signal), policy({ deadlineMs: -40 }), world()));
    expect(error).toMatchObject({ code: 'DEADLINE', cause: { message: 'attempt 1 took longer than 0 s' } });
  });

  it('does not hide a failure that came of something else', async () => {
    const error = new Error('refused');
    const work = ({ signal }: Attempt) => until(signal).catch(() => Promise.reject(error));
    expect(await caught(retry(work, policy({ attemptTimeoutMs: 30 }), world()))).toBe(error);
  });

  it('is not waited for for ever, and no second attempt runs beside an abandoned one', async () => {
    let attempts = 0;
    const work = () => {
      attempts += 1;
      return new Promise<never>(() => {});
    };
    const error = await caught(retry(work, policy({ attemptTimeoutMs: 20, settleMs: 20 }), world()));
    expect(error).toMatchObject({ code: 'ABANDONED', attempts: 1 });
    expect(attempts).toBe(1);
  });
});

describe('the signal of the caller', () => {
  it('ends the pause', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const running = retry(failing(9).work, {
      deadlineMs: 600_000,
      classify,
      firstDelayMs: 500_000,
      signal: abort.signal,
      onRetry: () => setTimeout(() => abort.abort(reason), 20),
    });
    expect(await caught(running)).toBe(reason);
  });

  it('keeps the work from being begun', async () => {
    const { work, attempts } = failing(0);
    const reason = new Error('enough');
    expect(await caught(retry(work, policy({ signal: AbortSignal.abort(reason) }), world()))).toBe(reason);
    expect(attempts).toEqual([]);
  });
});
