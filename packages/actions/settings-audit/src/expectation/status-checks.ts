import * as z from 'zod/mini';
import type { ExpectedCheck } from './expected.ts';
import { listOf, text } from './values.ts';

const name = text(/\S/, 'the name of a check');
const app = z.pipe(text(/^[1-9]\d{0,9}$/, 'the id of an app, such as 15368'), z.transform(Number));

const check = z.union(
  [
    z.pipe(
      name,
      z.transform((found): ExpectedCheck => ({ name: found, app: 'any' })),
    ),
    z.pipe(
      z
        .record(name, app, { error: 'a check' })
        .check(z.refine((found) => Object.keys(found).length === 1, { error: 'one check for each "-"' })),
      z.transform((found): ExpectedCheck => {
        const [[only, id] = ['', 0]] = Object.entries(found);
        return { name: only, app: id };
      }),
    ),
  ],
  { error: 'the name of a check, or one with the id of its app as in "test: 15368"' },
);

/** Required status checks in an expectation file: `test`, or `test: 15368` for that of one app alone. */
export const statusChecks = listOf(check);
