/** The first lines of a generated file of types. `from` names its sources. */
export function generatedFrom(from: string): string {
  return `// Generated from ${from} by npm run docs. Do not edit.`;
}

/** A doc comment of one line. */
export function docComment(text: string): string {
  return `/** ${text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim()} */`;
}

/** The name of a property, in quotes where it needs them. */
export function propertyName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}

/** `VersionManifests` for `version-manifests`. */
export function typeName(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** One field of a type that is written out. */
export interface TypeField {
  readonly name: string;
  readonly description: string;
  readonly optional?: boolean;
  readonly type: string;
}

/** The lines of `type <name> = { … };` with a doc comment for each field, and an empty line. */
export function recordType(name: string, fields: readonly TypeField[]): readonly string[] {
  if (fields.length === 0) return [`type ${name} = Record<never, never>;`, ''];
  return [
    `type ${name} = {`,
    ...fields.flatMap(({ name: field, description, optional = false, type }) => [
      `  ${docComment(description)}`,
      `  readonly ${propertyName(field)}${optional ? '?' : ''}: ${type};`,
    ]),
    '};',
    '',
  ];
}

/** Lines as the text of a file. */
export function fileText(...lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
