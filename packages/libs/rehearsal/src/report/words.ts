import type { ScenarioRecord } from '../scenario/record.ts';

/** The one sentence about all of them, without its point. */
export function headline(records: readonly ScenarioRecord[]): string {
  const [only] = records;
  if (records.length === 1 && only !== undefined) {
    return `The scenario ${only.name} ended ${only.passed ? 'as expected' : 'otherwise than expected'}`;
  }
  const failed = records.filter(({ passed }) => !passed).length;
  if (records.length === 0) return 'No scenario was played';
  return failed === 0
    ? `All ${records.length} scenarios ended as expected`
    : `${failed} of ${records.length} scenarios ended otherwise than expected`;
}
