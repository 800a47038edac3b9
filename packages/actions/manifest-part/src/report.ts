import type { OutputValue } from '@gatehouse/action-kit';
import { countReasons } from './count-reasons.ts';
import { evidenceOf } from './evidence.ts';
import type { Outcome } from './outcome.ts';

export { summaryOf } from './summary.ts';

/** The outputs by their names in `action.yml`. */
export function outputsOf(outcome: Outcome): Readonly<Record<string, OutputValue>> {
  const { part, written, uploaded } = outcome;
  return {
    part: written.path,
    'artifact-name': written.name,
    'artifact-id': uploaded?.id,
    key: part.key,
    entries: entriesOf(outcome),
    excluded: countReasons(part.excluded),
    digest: part.digest,
    evidence: evidenceOf(outcome),
  };
}

function entriesOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'version-files':
      return outcome.archives.length;
    case 'image':
      return 1;
    case 'files':
      return outcome.files.length;
    default:
      return outcome satisfies never;
  }
}
