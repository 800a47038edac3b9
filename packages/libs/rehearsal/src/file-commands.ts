import { ActionError, quote } from '@gatehouse/action-kit';

/**
 * The pairs in a file such as `GITHUB_OUTPUT`: `name=value` lines and `name<<END … END` blocks
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). The last value
 * of a name counts. Fails with `BAD_FILE_COMMAND` where a runner would fail the step.
 */
export function parseFileCommands(text: string): Record<string, string> {
  const lines = text.split('\n');
  const values = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = withoutReturn(lines[at]);
    if (line === '') continue;
    const [, name = '', operator, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === '' || (operator === '<<' && rest === '')) throw bad(line);
    if (operator === '=') {
      values.set(name, rest);
      continue;
    }
    const end = lines.findIndex((later, index) => index > at && withoutReturn(later) === rest);
    if (end < 0) throw bad(line);
    values.set(name, withoutReturn(lines.slice(at + 1, end).join('\n')));
    at = end;
  }
  return Object.fromEntries(values);
}

/** A line ends in LF or CR LF; inside a block both stay as they are. */
function withoutReturn(line = ''): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function bad(line: string): ActionError<'BAD_FILE_COMMAND'> {
  return new ActionError({
    code: 'BAD_FILE_COMMAND',
    message: `Found the line ${quote(line)}; expected name=value, or name<<END and a line END after it.`,
  });
}
