import { expect, test } from 'vitest';
import { memoryLog } from '../src/index.ts';

test('a log in memory keeps its lines with their levels, in order', async () => {
  const log = memoryLog();
  log.info('a');
  const result = await log.group('b', async () => {
    log.warning('c');
    return 7;
  });
  log.notice('d');
  log.debug('e');
  expect(result).toBe(7);
  expect(log.lines).toEqual(['info: a', 'group: b', 'warning: c', 'notice: d', 'debug: e']);
});
