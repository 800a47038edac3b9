/** The commands of a script: its lines without comments, those that are continued put together. */
export function commandsIn(script: string): readonly string[] {
  return script
    .replace(/[\\`]\r?\n\s*/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => !line.startsWith('#'));
}

/** Whether `action` is one of `names`, whatever its case and whatever version is said behind it. */
export function matchesAction(action: string, names: readonly string[]): boolean {
  const [name = ''] = action.toLowerCase().split('@');
  return names.some((one) => one.toLowerCase() === name);
}
