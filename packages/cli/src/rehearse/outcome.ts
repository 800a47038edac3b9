import { type Paint, playedText } from '@gatehouse/rehearsal';
import type { Played } from './play-all.ts';

/** What a scenario showed, for a terminal, and whom it asked for that a rehearsal does not reach. */
export function outcomeText({ record, refusedHosts }: Played, paint: Paint): string {
  const refused =
    refusedHosts.length === 0
      ? ''
      : `\n\nAsked for in vain, since a rehearsal reaches nothing but this machine: ${refusedHosts.join(', ')}`;
  return `\n${playedText(record, paint)}${refused}\n`;
}
