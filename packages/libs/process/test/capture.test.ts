import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Capture } from '../src/capture.ts';
import { Lines } from '../src/lines.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 });

it('keeps head and tail of any bytes in any chunks and counts the rest', () => {
  fc.assert(
    fc.property(chunks, fc.nat(60), (written, limit) => {
      const capture = new Capture(limit);
      for (const chunk of written) capture.write(chunk);
      const all = Buffer.concat(written);
      const half = Math.floor(limit / 2);
      const cut = Math.max(0, all.length - 2 * half);
      const kept = Buffer.concat([all.subarray(0, half), all.subarray(Math.min(all.length, half + cut))]);
      expect(capture.cutBytes).toBe(cut);
      expect(capture.bytes).toEqual(kept);
    }),
    { seed: 1, numRuns: 500 },
  );
});

it('finds the same lines however the bytes are cut', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r\n'), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(7)), (characters, cuts) => {
      const whole = characters.join('');
      const bytes = Buffer.from(whole);
      const seen: string[] = [];
      const lines = new Lines((line) => seen.push(line));
      let at = 0;
      for (const length of cuts) {
        lines.write(bytes.subarray(at, at + length));
        at += length;
      }
      lines.write(bytes.subarray(at));
      lines.end();
      const expected = whole.split(/\r?\n/);
      if (expected.at(-1) === '') expected.pop();
      expect(seen).toEqual(expected);
    }),
    { seed: 2, numRuns: 500 },
  );
});

it('hands on a line without an end in pieces', () => {
  const seen: string[] = [];
  const lines = new Lines((line) => seen.push(line));
  for (let index = 0; index < 100; index++) lines.write(Buffer.alloc(10_000, 'x'));
  lines.end();
  expect(seen.join('')).toBe('x'.repeat(1_000_000));
  expect(Math.max(...seen.map((line) => line.length))).toBeLessThanOrEqual(64 * 1024);
});
