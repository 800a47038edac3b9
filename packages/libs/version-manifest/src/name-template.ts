import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { assetKind } from '@gatehouse/parts';

const FIELDS = ['version', 'platform', 'platform_version', 'arch'] as const;

export type NameField = (typeof FIELDS)[number];

/** A piece of a file name: fixed text, or the place of a field. */
export type NameToken = { readonly text: string } | { readonly field: NameField };

/** One template, once for files with a platform version and once for files without. */
export interface NameTemplate {
  readonly source: string;
  /** Absent where the template has no place for a platform version. */
  readonly pinned?: readonly NameToken[];
  /** Absent where the template demands a platform version. */
  readonly plain?: readonly NameToken[];
}

/**
 * Reads `python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz`; the part in brackets stands
 * only in names of files with a platform version. Fails with `BAD_NAME_TEMPLATE`.
 */
export function compileTemplate(source: string): NameTemplate {
  const [, before = '', optional, after = ''] = /^([^[\]]*)(?:\[([^[\]]*)\])?([^[\]]*)$/.exec(source) ?? [
    fail(source, 'brackets that are nested, unpaired, or there more than once'),
  ];
  const [head, section, tail] = [before, optional ?? '', after].map((text) => tokens(source, text)) as [
    NameToken[],
    NameToken[],
    NameToken[],
  ];
  const outside = [...head, ...tail];
  const bracketed = fieldsOf(section);
  if (optional !== undefined && (bracketed.length !== 1 || bracketed[0] !== 'platform_version'))
    fail(source, `brackets around ${quote(optional)}; only {platform_version} may be left out`);
  for (const field of ['version', 'arch'] as const)
    if (!fieldsOf(outside).includes(field)) fail(source, `no {${field}}`);
  if (assetKind(source).kind !== 'archive')
    fail(source, 'no archive suffix such as .tar.gz or .zip at its end');
  if (fieldsOf(outside).includes('platform_version')) {
    if (optional !== undefined) fail(source, '{platform_version} both inside and outside of brackets');
    return { source, pinned: outside };
  }
  const plain = outside;
  return optional === undefined
    ? { source, plain }
    : { source, plain, pinned: [...head, ...section, ...tail] };
}

function tokens(source: string, text: string): NameToken[] {
  return (text.match(/\{[^{}]*\}|[^{}]+|[{}]/g) ?? []).map((piece): NameToken => {
    if (piece.startsWith('{') && piece.length > 1) {
      const field = FIELDS.find((name) => piece === `{${name}}`);
      return field ? { field } : fail(source, `the unknown placeholder ${quote(piece)}`);
    }
    return /^[\w.+-]+$/.test(piece) ? { text: piece } : fail(source, `the characters ${quote(piece)}`);
  });
}

function fieldsOf(list: readonly NameToken[]): NameField[] {
  return list.flatMap((token) => ('field' in token ? [token.field] : []));
}

function fail(source: string, found: string): never {
  throw new ActionError({
    code: 'BAD_NAME_TEMPLATE',
    message: `The file name template ${quote(source)} has ${found}.`,
    hint: 'Write letters, digits, ".", "_", "+", "-" and the placeholders {version}, {platform}, {platform_version}, {arch}, such as python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz.',
  });
}
