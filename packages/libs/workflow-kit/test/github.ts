import { registerHooks } from 'node:module';
import type * as Expressions from '@actions/expressions';
import type * as Parser from '@actions/workflow-parser';

// Both packages import JSON without saying so, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json') && url.includes('/@actions/')
      ? next(url, { ...context, importAttributes: { type: 'json' } })
      : next(url, context),
});
const expressions: typeof Expressions = await import('@actions/expressions');
const parser: typeof Parser = await import('@actions/workflow-parser');

/** What GitHub's own parser has against a workflow, and the `if:` of each job as it understands it. */
export async function parseAsGitHub(text: string) {
  const trace = new parser.NoOperationTraceWriter();
  const { context, value } = parser.parseWorkflow({ name: 'workflow.yml', content: text }, trace);
  if (value === undefined) return { errors: context.errors.getErrors().map(String), jobs: [] };
  const { jobs, errors = [] } = await parser.convertWorkflowTemplate(context, value);
  return {
    errors: [...context.errors.getErrors().map(String), ...errors.map(({ Message }) => Message)],
    jobs,
  };
}

/** How the jobs before ended, for the status functions. */
export interface Status {
  readonly cancelled?: boolean;
  readonly success?: boolean;
  readonly failure?: boolean;
}

/** The value that GitHub's own evaluator gives for the text of an expression. */
export function evaluateAsGitHub(text: string, contexts: object, status: Status = {}): unknown {
  const { data, Evaluator, Lexer, Parser } = expressions;
  const flag = (name: string, value: boolean) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  });
  const functions = [
    flag('always', true),
    flag('cancelled', status.cancelled ?? false),
    flag('failure', status.failure ?? false),
    flag('success', status.success ?? true),
  ];
  const given = JSON.parse(JSON.stringify(contexts), data.reviver) as Expressions.data.Dictionary;
  const tree = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), functions).parse();
  const known = new Map(functions.map((one) => [one.name, one]));
  const result = new Evaluator(tree, given, known).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}
