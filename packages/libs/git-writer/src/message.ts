import { ActionError, quote } from '@gatehouse/action-kit';
import type { Identity } from './request.ts';
import type { RunIdentity } from './run-identity.ts';
import { formatTrailers, OWN_TRAILER } from './trailers.ts';

/** What a commit message is made of. */
export interface MessageParts {
  readonly message: string;
  readonly signOff?: Identity | undefined;
  readonly run?: RunIdentity | undefined;
  readonly keys?: readonly string[] | undefined;
}

/**
 * The message with its trailers, without a final newline. Trailers stand in the last paragraph, so they
 * join one of the author's own (`Co-authored-by`), or begin a new one.
 */
export function composeMessage({ message, signOff, run, keys = [] }: MessageParts): string {
  const text = message
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
  if (text === '' || text.includes('\0')) {
    throw badMessage(`Found the commit message ${quote(message)}; expected a text.`);
  }
  if (OWN_TRAILER.test(text)) {
    throw badMessage(
      `The commit message ${quote(message)} has a Gatehouse trailer; only the writer adds them.`,
    );
  }
  const trailers = [
    ...(signOff === undefined ? [] : [`Signed-off-by: ${formatIdentity(signOff)}`]),
    ...(run === undefined ? [] : formatTrailers(run, keys)),
  ];
  if (trailers.length === 0) return text;
  return `${text}${endsInTrailers(text) ? '\n' : '\n\n'}${trailers.join('\n')}`;
}

/** `Name <email>`; throws `BAD_IDENTITY` for what git could not store. */
export function formatIdentity({ name, email }: Identity): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  const bad = /[<>\u0000-\u001f\u007f]/;
  if (name.trim() !== '' && email.trim() !== '' && !bad.test(name + email)) {
    return `${name.trim()} <${email.trim()}>`;
  }
  throw new ActionError({
    code: 'BAD_IDENTITY',
    message: `Found the name ${quote(name)} and the e-mail address ${quote(email)}; expected both, on one line, without "<" and ">".`,
    hint: 'Correct the author of the commit.',
  });
}

function endsInTrailers(text: string): boolean {
  const [, ...later] = text.split(/\n\n+/);
  const last = later.at(-1);
  return last?.split('\n').every((line) => /^[A-Za-z][A-Za-z0-9-]*: \S/.test(line)) ?? false;
}

function badMessage(message: string): ActionError<'BAD_MESSAGE'> {
  return new ActionError({ code: 'BAD_MESSAGE', message, hint: 'Correct the commit message.' });
}
