import { appendFile, stat } from 'node:fs/promises';
import { redact } from './redaction.ts';

/** GitHub drops a step's summary above 1 MiB whole, so a longer one is cut before it. */
const MAX_BYTES = 1024 * 1024 - 1024;

/** `text` as plain characters of a Markdown table cell, without any registered secret. */
export function cell(text: string): string {
  return redact(text)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\|`*_[\]~]/g, (character) => `\\${character}`);
}

/** A Markdown table. Cells are Markdown already: pass untrusted text through {@link cell}. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Appends Markdown to the job summary; does nothing where the runner offers none. */
export async function appendSummary(markdown: string, path = process.env.GITHUB_STEP_SUMMARY): Promise<void> {
  if (!path) return;
  const used = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  const bytes = Buffer.from(`${redact(markdown)}\n`);
  const room = MAX_BYTES - used;
  if (bytes.length <= room) return appendFile(path, bytes);
  const cut = new TextDecoder().decode(bytes.subarray(0, Math.max(0, room - 100))).replace(/\n[^\n]*$/, '');
  if (room > 200) await appendFile(path, `${cut}\n\n_Cut here: GitHub shows at most 1 MiB._\n`);
}
