import { memoryLog } from '@gatehouse/action-kit';
import { expect, test } from 'vitest';
import { HANGS_AT, startHangingServer } from '../../../../tools/test/hanging-server.ts';
import { parseLocation, readSource } from '../src/index.ts';

const read = (url: string, timeoutMs: number, send = fetch) =>
  readSource(
    parseLocation(url),
    { timeoutMs, damagedCode: 'DAMAGED', read: (text) => text },
    { fetch: send, log: memoryLog() },
  );

test.each(HANGS_AT)(
  'H3: the deadline ends the reading of a text whose server hangs at: %s',
  async (at) => {
    await using server = await startHangingServer(at);
    await expect(read(server.url, 300)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  },
  5000,
);

test('H16: an error of ours is thrown as it is', async () => {
  const bug = new TypeError('x is not a function');
  await expect(read('https://x.example', 5000, () => Promise.reject(bug))).rejects.toBe(bug);
});
