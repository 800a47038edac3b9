import { registerHooks } from 'node:module';
import type * as Parser from '@actions/workflow-parser';

// The package imports JSON without saying so, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json') && url.includes('/@actions/')
      ? next(url, { ...context, importAttributes: { type: 'json' } })
      : next(url, context),
});
const parser: typeof Parser = await import('@actions/workflow-parser');

/** What GitHub's own parser has against a workflow. */
export async function mistakesForGitHub(content: string): Promise<readonly string[]> {
  const trace = new parser.NoOperationTraceWriter();
  const { context, value } = parser.parseWorkflow({ name: 'workflow.yml', content }, trace);
  const parsed = context.errors.getErrors().map(String);
  if (value === undefined) return parsed;
  const { errors = [] } = await parser.convertWorkflowTemplate(context, value);
  return [...parsed, ...errors.map(({ Message }) => Message)];
}
