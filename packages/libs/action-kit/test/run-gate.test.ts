import { expect, test } from 'vitest';
import {
  ActionError,
  closedGate,
  type Gate,
  type GateDeps,
  memoryLog,
  type OutputValue,
  openGate,
  runGate,
} from '../src/index.ts';

const CLOSED = new ActionError({ code: 'NOT_GREEN', message: 'It is red.' });

async function play(gate: Partial<Gate<string>>, world: Partial<GateDeps> = {}) {
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  const summaries: string[] = [];
  const thrown: unknown = await runGate(
    {
      ask: async () => 'green',
      report: (outcome, { checkedAt, gate }) => ({
        outputs: {
          verdict: outcome.kind === 'answered' ? outcome.answer : 'unknown',
          at: checkedAt,
          server: gate.serverUrl,
        },
        summary: outcome.kind,
        messages: [{ level: 'notice', text: `It ${outcome.kind}.` }],
      }),
      end: (answer) => (answer === 'green' ? openGate : closedGate(CLOSED)),
      ...gate,
    },
    {
      gate: { context: undefined, apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' },
      log,
      wallClock: () => Date.UTC(2026, 0, 2),
      setOutputs: (set) => void Object.assign(outputs, set),
      appendSummary: async (markdown) => void summaries.push(markdown),
      ...world,
    },
  ).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { outputs, summaries, log: log.lines, thrown };
}

test('an open gate reports, and lets the step go on', async () => {
  expect(await play({})).toEqual({
    outputs: { verdict: 'green', at: '2026-01-02T00:00:00.000Z', server: 'https://github.com' },
    summaries: ['answered'],
    log: ['notice: It answered.'],
    thrown: undefined,
  });
});

test('a closed gate reports first, and then fails the step', async () => {
  const { outputs, summaries, thrown } = await play({ ask: async () => 'red' });
  expect({ outputs, summaries, thrown }).toMatchObject({
    outputs: { verdict: 'red' },
    summaries: ['answered'],
    thrown: CLOSED,
  });
});

test('a gate that could not ask reports that, and is closed', async () => {
  const bug = new TypeError('x is not a function');
  const gate: Partial<Gate<string>> = {
    ask: async () => {
      throw bug;
    },
    end: () => openGate,
  };
  const { outputs, summaries, thrown } = await play(gate);
  expect({ outputs, summaries }).toMatchObject({ outputs: { verdict: 'unknown' }, summaries: ['failed'] });
  expect(thrown).toBe(bug);
});

test('a report that fails after a failure does not hide it', async () => {
  const { log, thrown } = await play({
    ask: async () => {
      throw CLOSED;
    },
    report: () => {
      throw new Error('no room\n::error::x');
    },
  });
  expect({ log, thrown }).toEqual({
    log: ['warning: Reporting the failure failed: "no room\\n::error::x"'],
    thrown: CLOSED,
  });
});

test('a gate whose report fails is closed', async () => {
  const error = new Error('disk full');
  const { thrown } = await play({}, { appendSummary: () => Promise.reject(error) });
  expect(thrown).toBe(error);
});
