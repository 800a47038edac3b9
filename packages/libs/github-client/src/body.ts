import { redact } from '@gatehouse/action-kit';
import { GitHubError } from './error.ts';
import { nameOf, type Outgoing } from './request.ts';

/** The largest page of a list of GitHub's has some 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The body of an answer as text. Fails with `UNEXPECTED_ANSWER` where it is larger than any of GitHub's. */
export async function readBody(request: Outgoing, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new GitHubError({
        code: 'UNEXPECTED_ANSWER',
        message: `${nameOf(request)}: the answer has more than ${MOST_BYTES} bytes, which no answer of GitHub's has.`,
        hint: `Check that ${request.url.host} is GitHub's API.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `message` of an error's body, with the messages of its `errors`; else the beginning of the text. */
export function messageIn(text: string): string {
  try {
    const { message, errors }: { message?: unknown; errors?: unknown } = JSON.parse(text);
    const details = Array.isArray(errors) ? errors.map((one) => one?.message ?? one?.code) : [];
    const said = [message, ...details].filter((one) => typeof one === 'string');
    if (said.length > 0) return said.join('; ');
  } catch {
    // A proxy answers in HTML.
  }
  return redact(text).slice(0, 200);
}
