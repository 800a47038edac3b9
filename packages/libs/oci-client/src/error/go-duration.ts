const MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5, which Go prints
  μs: 1e-3, // U+03BC, which it also reads
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const TERM = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g;

/** A duration as Go prints it (`10.305464ms`, `1m30s`), in milliseconds; `undefined` for any other text. */
export function parseGoDuration(text: string): number | undefined {
  const terms = [...text.matchAll(TERM)];
  if (terms.length === 0 || terms.map(([term]) => term).join('') !== text) return undefined;
  return terms.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (MS[unit] ?? 0), 0);
}
