/**
 * The pause that a Retry-After header asks for, in milliseconds: seconds, or a date of HTTP
 * (RFC 9110, section 10.2.3). `undefined` for a missing value or one of another form; a date that has
 * passed asks for no pause.
 *
 * @param nowMs the wall clock, as `Date.now()` gives it
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // The three forms of RFC 9110, section 5.6.7, begin with the name of a day; Date.parse takes far more.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  // The form of asctime names no zone and means UTC.
  const date = Date.parse(/ (GMT|UTC)$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
