import * as z from 'zod/mini';
import type { Publisher } from './expected.ts';
import { flag, listOf, mapping, text, workflowFile } from './values.ts';

const environment = z.optional(text(/\S/, 'the name of an environment'));

const crate = z.pipe(
  mapping({
    crate: text(/^[A-Za-z][\w-]{0,63}$/, 'the name of a crate'),
    workflow: workflowFile,
    environment,
    'trusted-publishing-only': z.optional(flag),
  }),
  z.transform(
    (found): Publisher => ({
      registry: 'crates.io',
      name: found.crate,
      workflow: found.workflow,
      environment: found.environment,
      only: found['trusted-publishing-only'],
    }),
  ),
);

const project = z.pipe(
  mapping({
    project: text(/^[A-Za-z0-9][\w.-]{0,127}$/, 'the name of a project'),
    workflow: workflowFile,
    environment,
  }),
  z.transform(
    ({ project: name, workflow, environment: env }): Publisher => ({
      registry: 'PyPI',
      name,
      workflow,
      environment: env,
      only: undefined,
    }),
  ),
);

/** The records of trusted publishers in an expectation file. */
export const publishers = z.pipe(
  mapping({ 'crates-io': z._default(listOf(crate), []), pypi: z._default(listOf(project), []) }),
  z.transform((found): readonly Publisher[] => [...found['crates-io'], ...found.pypi]),
);
