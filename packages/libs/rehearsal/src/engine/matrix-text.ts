import { isMap, type YAMLMap } from 'yaml';

const EXPRESSION = /^\s*\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}\s*$/;

/**
 * Makes one expression of a matrix in which a whole vector, or `include`, is an expression, and tells whether
 * it did. When such an expression cannot be evaluated, act 0.2.89 ends at once with `level=fatal`
 * (`Failed to decode node`), whatever else runs; with a matrix that is an expression as a whole it goes on,
 * with one leg that has no values, by which the failure is known.
 */
export function withWholeMatrix(job: YAMLMap): boolean {
  const strategy = job.get('strategy');
  const matrix = isMap(strategy) ? strategy.get('matrix') : undefined;
  if (!isMap(strategy) || !isMap(matrix)) return false;
  const vectors = Object.entries(matrix.toJSON() as Readonly<Record<string, unknown>>);
  if (!vectors.some(([, value]) => expressionIn(value) !== undefined)) return false;
  const isNested = ([, value]: (typeof vectors)[number]) =>
    expressionIn(value) === undefined && JSON.stringify(value).includes('${{');
  if (vectors.some(isNested)) return false;
  const members = vectors.map(([name], at) => `${inFormat(JSON.stringify(name))}:{${at}}`);
  const values = vectors.map(([, value]) => {
    const expression = expressionIn(value);
    return expression === undefined ? inQuotes(JSON.stringify(value)) : `toJSON(${expression})`;
  });
  const format = `'{{${members.join(',')}}}'`;
  strategy.set('matrix', `\${{ fromJSON(format(${[format, ...values].join(', ')})) }}`);
  return true;
}

function expressionIn(value: unknown): string | undefined {
  return typeof value === 'string' ? EXPRESSION.exec(value)?.[1]?.trim() : undefined;
}

function inFormat(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll("'", "''");
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
