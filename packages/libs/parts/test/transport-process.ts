// Runs transport calls, one JSON line each, in a process with the environment of a runner.
import { createInterface } from 'node:readline';
import { isActionError } from '@gatehouse/action-kit';
import { downloadParts, uploadPart } from '../src/index.ts';

const log = { info: (message: string) => console.log(message) };
for await (const line of createInterface({ input: process.stdin })) {
  const { upload, download, options } = JSON.parse(line);
  const work = upload ? uploadPart(upload, options) : downloadParts(download, { log, ...options });
  const result = await work.catch((thrown) => {
    if (!isActionError(thrown)) return { bug: String(thrown) };
    return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  });
  console.log(`RESULT ${JSON.stringify(result)}`);
}
process.exit(0);
