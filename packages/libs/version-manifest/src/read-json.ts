import { messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import type { Findings } from './finding.ts';
import { endsInCrlf } from './render.ts';

/** A text that is JSON: its value, and the text with LF and without a byte order mark. */
export interface JsonText {
  readonly value: unknown;
  readonly text: string;
}

/** Reads `raw`; `undefined` once an error was added. BOM and CRLF are taken with a notice. */
export function readJson(raw: string, findings: Findings): JsonText | undefined {
  // UTF-16 that was decoded as UTF-8 shows as NUL at every other place.
  if (raw.includes('\0')) {
    findings.error(
      '',
      'encoding',
      'The text holds NUL characters; expected UTF-8. Save it as UTF-8, not UTF-16.',
    );
    return undefined;
  }
  let text = raw;
  if (text.startsWith('\ufeff')) {
    text = text.slice(1);
    findings.notice(
      '',
      'formatting',
      'The text starts with a byte order mark, which is not written again.',
      'bom',
    );
  }
  if (text.includes('\r')) {
    const message = endsInCrlf(text)
      ? 'The lines end in CRLF, and are written so again.'
      : 'Some lines end in CRLF, others in LF; LF is written.';
    findings.notice('', 'formatting', message, 'crlf');
    text = text.replaceAll('\r\n', '\n');
  }
  try {
    return { value: JSON.parse(text), text };
  } catch (thrown) {
    const start = text.trimStart().slice(0, 40);
    const found =
      start === '' ? 'empty' : `no JSON: ${quote(messageOf(thrown))}. It starts with ${quote(start)}`;
    const hint = start.startsWith('<') ? ' An error page was saved in its place; fetch it again.' : '';
    findings.error('', 'not-json', `The text is ${found}; expected a list of versions.${hint}`);
    return undefined;
  }
}
