import { columns } from '../help.ts';
import type { Terminal } from '../terminal.ts';
import type { Kind } from './kinds.ts';

/** Shows the scenarios of `kinds`: the name, what happens, and which workflows it fits. */
export function listScenarios(kinds: readonly Kind[], json: boolean, { out, paint }: Terminal): void {
  if (json) {
    const rows = kinds.flatMap(({ name: kind, scenarios }) =>
      scenarios.map(({ name, title }) => ({ name, title, kind })),
    );
    out(JSON.stringify(rows, null, 2));
    return;
  }
  const width = Math.max(...kinds.flatMap(({ scenarios }) => scenarios.map(({ name }) => name.length)));
  const parts = kinds.map(({ name, about, scenarios }) => {
    const rows = scenarios.map((scenario) => ({ left: scenario.name.padEnd(width), right: scenario.title }));
    return `${paint('bold', name)}: ${about}\n${columns(rows)}`;
  });
  out(parts.join('\n\n'));
}
