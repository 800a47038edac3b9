import type { Ending } from '@gatehouse/process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../src/classify.ts';
import type { OwnRules } from '../src/inputs.ts';
import { LastLines } from '../src/last-lines.ts';
import { FINAL_OUTPUTS, TRANSIENT_OUTPUTS } from './outputs.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const NO_RULES: OwnRules = {
  transientPatterns: [],
  finalPatterns: [],
  retryExitCodes: new Set(),
  finalExitCodes: new Set(),
};
const exited = (exitCode: number): Ending => ({ kind: 'exited', exitCode });

function judge(output: string, ending: Ending = exited(1), rules: Partial<OwnRules> = {}) {
  const last = new LastLines();
  for (const line of output.split('\n')) last.add(line);
  return classify(ending, last.lines, { ...NO_RULES, ...rules }, NOW);
}

const verdict = (...asked: Parameters<typeof judge>) => {
  const { kind, reason } = judge(...asked);
  return `${kind} ${reason}`;
};

describe('what tools print when something transient happens', () => {
  it.each(TRANSIENT_OUTPUTS)('%s: %s', (reason, output) => {
    expect(verdict(output)).toBe(`transient ${reason}`);
  });
});

describe('what tools print when trying again would not help', () => {
  it.each(FINAL_OUTPUTS)('%s: %s', (reason, output) => {
    expect(verdict(output)).toBe(`final ${reason}`);
  });

  it.each(
    FINAL_OUTPUTS.filter(([reason]) => reason !== 'unknown' && !/^http-(404|410|501|505|400)/.test(reason)),
  )('%s outweighs a broken connection: %s', (reason, output) => {
    expect(verdict(`Connection reset by peer\n${output}\ncurl: (28) timed out`)).toBe(`final ${reason}`);
  });
});

describe('how the command ended', () => {
  const TROUBLE = 'curl: (56) Recv failure: Connection reset by peer';

  it.each([126, 127, 9009])(
    'with exit code %i is a command that was not found, whatever was printed',
    (code) => {
      expect(verdict(TROUBLE, exited(code))).toBe('final command-not-found');
    },
  );

  it('without a start is a command that was not found', () => {
    const ending: Ending = { kind: 'not-found', exitCode: undefined, code: 'ENOENT', missing: 'command' };
    expect(verdict('', ending)).toBe('final command-not-found');
  });

  it('at its timeout is transient, unless something final was printed', () => {
    const ending: Ending = { kind: 'timed-out', exitCode: undefined, timeoutMs: 1000 };
    expect(verdict('', ending)).toBe('transient attempt-timeout');
    expect(verdict('HTTP Error 403: Forbidden', ending)).toBe('final http-403');
  });

  it('by a signal of somebody else is final', () => {
    expect(verdict('', { kind: 'signalled', exitCode: undefined, signal: 'SIGKILL' })).toBe(
      'final signal-SIGKILL',
    );
  });

  it('without a word is final', () => {
    expect(verdict('', exited(1))).toBe('final unknown');
  });
});

describe("the user's own rules", () => {
  it('make a failure transient by a line of the output', () => {
    const rules = { transientPatterns: [/no matching IBM\+NuGet compatible version/i] };
    const output = '❌ No matching IBM+NuGet compatible version found for: v9.0.100';
    expect(judge(output, exited(1), rules)).toMatchObject({
      kind: 'transient',
      reason: 'transient-pattern',
      line: output,
    });
  });

  it('make a failure final by a line of the output, whatever else was printed', () => {
    const rules = { finalPatterns: [/quota used up/] };
    expect(verdict('HTTP Error 503\nquota used up', exited(1), rules)).toBe('final final-pattern');
  });

  it('judge by exit codes', () => {
    const rules = { retryExitCodes: new Set([75, 127]), finalExitCodes: new Set([2]) };
    expect(verdict('', exited(75), rules)).toBe('transient exit-code-75');
    expect(verdict('HTTP Error 503', exited(2), rules)).toBe('final exit-code-2');
    expect(verdict('', exited(127), rules)).toBe('final command-not-found');
  });

  it('cannot make a refusal or a failed test transient', () => {
    const rules = { transientPatterns: [/./], retryExitCodes: new Set([1]) };
    expect(verdict('HTTP Error 401: Unauthorized', exited(1), rules)).toBe('final http-401');
    expect(verdict('--- FAIL: TestFetch (0.01s)', exited(1), rules)).toBe('final test-failure');
  });

  it('are stopped when a pattern would search for ever', () => {
    const rules = { transientPatterns: [/^(a+)+$/] };
    expect(() => judge(`${'a'.repeat(60)}!`, exited(1), rules)).toThrow(
      expect.objectContaining({ code: 'SLOW_PATTERN', message: expect.stringContaining('(a+)+') }),
    );
  });
});

describe('Retry-After in the output', () => {
  it.each([
    ['< Retry-After: 120', 120_000],
    ['  retry-after: 7', 7000],
    ['  Retry-After: Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['toomanyrequests: retry-after: 10.305464ms, allowed: 44000/minute', 11],
    ['toomanyrequests: retry-after: 353.213µs, allowed: 44000/minute', 1],
    ['Retry-After: 60, please', 60_000],
  ])('is heeded: %s', (line, retryAfterMs) => {
    expect(judge(`${line}\nHTTP Error 429: Too Many Requests`)).toMatchObject({ retryAfterMs });
  });

  it('is left alone when it says nothing that can be read', () => {
    expect(judge('Retry-After: soon\nHTTP Error 429')).toMatchObject({ retryAfterMs: undefined });
  });
});

describe('the part of the output that is looked at', () => {
  it('is its end: trouble that was overcome long ago does not count', () => {
    const output = `HTTP Error 503\n${'compiling\n'.repeat(500)}syntax error`;
    expect(verdict(output)).toBe('final unknown');
  });

  it('is free of colours and of progress bars', () => {
    expect(verdict('\u001b[31m42%\r99%\rcurl: (28)\u001b[0m Operation timed out')).toBe('transient timeout');
  });

  it('leads to a verdict in no time, whatever it holds', () => {
    const pieces = fc.constantFrom(
      '=',
      ' ',
      '1',
      'a',
      ' failed',
      'timed',
      'https://',
      ': ',
      'error',
      'sh: ',
      '"',
      '(',
    );
    const line = fc.array(pieces, { maxLength: 1000 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        expect(judge(lines.join('\n')).reason).not.toBe('');
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});
