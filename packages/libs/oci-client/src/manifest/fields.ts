import { quote } from '@gatehouse/action-kit';
import { RegistryError } from '../error/index.ts';

/** A JSON object of a manifest, with the place where it is: `manifests[2].platform`. */
export interface Fields {
  readonly values: Readonly<Record<string, unknown>>;
  /** Empty for the document itself. */
  readonly place: string;
  /** Which manifest, for messages. */
  readonly what: string;
}

/** The object at `value`; fails with `invalid`. */
export function fieldsOf(value: unknown, place: string, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidManifest(what, `${quote(value)}${at(place)}`, 'an object');
  }
  return { values: value as Readonly<Record<string, unknown>>, place, what };
}

/** A text; `undefined` where there is none, or JSON's null, as Go writes it. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields.values[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalidManifest(fields.what, `${quote(value)}${at(fields.place, name)}`, 'a text');
}

/** A text that must be there. */
export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value !== undefined && value !== '') return value;
  throw invalidManifest(fields.what, `nothing${at(fields.place, name)}`, 'a text');
}

/** A list, empty where there is none. */
export function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields.values[name] ?? [];
  if (Array.isArray(value)) return value;
  throw invalidManifest(fields.what, `${quote(value)}${at(fields.place, name)}`, 'a list');
}

/** A list of texts. */
export function texts(fields: Fields, name: string): readonly string[] {
  const values = list(fields, name);
  const strays = values.filter((value) => typeof value !== 'string');
  if (strays.length === 0) return values as readonly string[];
  throw invalidManifest(fields.what, `${quote(strays[0])}${at(fields.place, name)}`, 'texts');
}

/** A manifest that is not what the image spec says. */
export function invalidManifest(what: string, found: string, expected: string): RegistryError {
  return new RegistryError({
    kind: 'invalid',
    message: `The manifest ${what} has ${found}; expected ${expected}.`,
    hint: 'Build and push the image again; this manifest cannot be used.',
  });
}

function at(place: string, name = ''): string {
  const full = [place, name].filter((part) => part !== '').join('.');
  return full === '' ? '' : ` at ${full}`;
}
