import type { ActionDefinition, InputDefinition } from '../repository.ts';
import {
  docComment,
  fileText,
  generatedFrom,
  propertyName,
  recordType,
  type TypeField,
  typeName,
} from './type-text.ts';

const ABOUT = generatedFrom("packages/actions/*/action.yml and the actions' inputs.ts");

/** What the types of an action are made of. */
export interface DeclaredAction {
  readonly name: string;
  readonly definition: ActionDefinition;
  /** The only texts that an input takes; `undefined` where it takes any. */
  readonly wordsOf: (input: string) => readonly string[] | undefined;
}

/** The types of the library's actions, by file, for `own(…)`. */
export function ownActionTypes(actions: readonly DeclaredAction[]): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(actions.map((action) => [`${action.name}.ts`, fileOf(action)])),
    'index.ts': fileText(
      ...actions.map(({ name }) => `import type { ${typeName(name)} } from './${name}.ts';`),
      '',
      ABOUT,
      '',
      '/** The actions of the library, by name. */',
      'export interface OwnActionTypes {',
      ...actions.flatMap(({ name, definition }) => [
        `  ${docComment(definition.description)}`,
        `  readonly ${propertyName(name)}: ${typeName(name)};`,
      ]),
      '}',
      '',
      '/** The name of an action of the library. */',
      'export type OwnActionName = keyof OwnActionTypes;',
    ),
  };
}

function fileOf({ name, definition, wordsOf }: DeclaredAction): string {
  const inputs = Object.entries(definition.inputs ?? {}).map(([input, about]) =>
    fieldOf(input, about, wordsOf(input)),
  );
  const outputs = Object.entries(definition.outputs ?? {}).map(([output, { description = '' }]) => ({
    name: output,
    description,
    type: 'string',
  }));
  const imported = ['FlagInput', 'OwnActionType', 'TextInput', 'WordInput'].filter(
    (word) => word === 'OwnActionType' || inputs.some(({ type }) => type.startsWith(word)),
  );
  return fileText(
    `import type { ${imported.join(', ')} } from '../model/own-action.ts';`,
    '',
    ABOUT,
    '',
    ...recordType('Inputs', inputs),
    ...recordType('Outputs', outputs),
    docComment(definition.description),
    `export type ${typeName(name)} = OwnActionType<Inputs, keyof Outputs>;`,
  );
}

function fieldOf(name: string, input: InputDefinition, words: readonly string[] | undefined): TypeField {
  const { description = '', required = false, default: preset } = input;
  const shown =
    preset === undefined || `${preset}`.trim() === '' ? '' : ` Default: ${codeSpan(`${preset}`)}.`;
  return {
    name,
    description: `${description.trim()}${shown}`,
    optional: !required || preset !== undefined,
    type: words === undefined ? 'TextInput' : typeOfWords(words),
  };
}

function typeOfWords(words: readonly string[]): string {
  if (words.length === 2 && words.includes('true') && words.includes('false')) return 'FlagInput';
  return `WordInput<${words.map((word) => `'${word}'`).join(' | ')}>`;
}

function codeSpan(text: string): string {
  return `\`${text.trim().split('\n').join('`, `')}\``;
}
