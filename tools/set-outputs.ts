import ts from 'typescript';

/**
 * The names of the outputs that the sources of an action set: the keys of each object that `setOutputs` is
 * given, or that a gate reports as its `outputs`, be it written there or returned by a function of these
 * sources.
 */
export function namesSetBy(texts: readonly string[]): readonly string[] {
  const files = texts.map((text) => ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  const set = files.flatMap((file) => nodesOf(file, ts.isCallExpression).filter(setsOutputs));
  const reported = files.flatMap((file) => nodesOf(file, ts.isPropertyAssignment).filter(reportsOutputs));
  const given = [...set.map(({ arguments: [first] }) => first), ...reported.map((one) => one.initializer)];
  return [...new Set(given.flatMap((one) => keysOf(one, files)))];
}

/** `outputs: …` in a function that returns a `GateReport`. */
function reportsOutputs(property: ts.PropertyAssignment): boolean {
  const maker = ts.findAncestor(property, ts.isFunctionDeclaration);
  return property.name.getText() === 'outputs' && maker?.type?.getText() === 'GateReport';
}

/** `setOutputs(…)` or `deps.setOutputs(…)`. */
function setsOutputs({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && name.text === 'setOutputs';
}

function keysOf(given: ts.Expression | undefined, files: readonly ts.SourceFile[]): readonly string[] {
  if (given !== undefined && ts.isObjectLiteralExpression(given)) return given.properties.map(keyOf);
  if (given !== undefined && ts.isCallExpression(given) && ts.isIdentifier(given.expression)) {
    const { text } = given.expression;
    const makers = files.flatMap((file) => nodesOf(file, ts.isFunctionDeclaration));
    const returned = makers
      .filter(({ name }) => name?.text === text)
      .flatMap((maker) => nodesOf(maker, ts.isReturnStatement));
    if (returned.length > 0) return returned.flatMap(({ expression }) => keysOf(expression, files));
  }
  throw new Error(`"${given?.getText() ?? ''}" does not show which outputs are set.`);
}

function keyOf({ name }: ts.ObjectLiteralElementLike): string {
  if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) return name.text;
  throw new Error('An output whose name is not written out cannot be compared with action.yml.');
}

function nodesOf<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): readonly T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
