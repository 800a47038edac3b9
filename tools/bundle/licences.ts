import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outputs } from './weights.ts';

/** SPDX names of the licences that let us hand code on in minified form, given their text. */
const ALLOWED: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
];

/**
 * Packages that say MIT in package.json but ship no text, each looked at by a person, with the
 * copyright lines that their metadata and the heads of their files give.
 */
const MIT_WITHOUT_FILE: Readonly<Record<string, string>> = {
  '@nodable/entities': 'Copyright (c) Amit Gupta (https://solothought.com)',
  'xz-decompress': [
    'Copyright (c) Tim Perry <tim@httptoolkit.com>',
    'Copyright (c) Steve Sanderson (xzwasm)',
    'Copyright (c) 2020 Igalia, S.L. (walloc)',
    'Contains xz-embedded by Lasse Collin and Igor Pavlov, which is in the public domain.',
  ].join('\n'),
};

/** One package whose code is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Its SPDX expression. */
  readonly licence: string;
  /** The texts of its licence and notice files. */
  readonly text: string;
  /** Relative to the root of the repository. */
  readonly folder: string;
}

/**
 * The third-party packages that put at least one byte into an output, by name and version.
 * Throws when one has no licence text, or a licence that is not allowed here.
 */
export function bundledPackages(root: string, outputs: Outputs): readonly BundledPackage[] {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  // npm may install one version in several places.
  const packages = new Map(
    [...folders].map((folder) => readPackage(root, folder)).map((one) => [title(one), one]),
  );
  return [...packages.keys()].sort().flatMap((key) => packages.get(key) ?? []);
}

/** The text of `THIRD-PARTY-LICENSES.txt`. */
export function licencesText(packages: readonly BundledPackage[]): string {
  const sections = packages.map((one) => `${title(one)} (${one.licence})\n\n${one.text}\n`);
  return ['The files in dist/ contain code of these packages.\n', ...sections].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

const title = ({ name, version }: BundledPackage) => `${name} ${version}`;

function readPackage(root: string, folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const { name = folder, version = 'of no version', license: licence = 'no licence' } = manifest;
  const found = { name, version, licence, text: licenceText(root, folder, name), folder };
  if (!isAllowed(licence)) {
    throw new Error(
      `${title(found)} is under ${licence}, which is none of ${ALLOWED.join(', ')}. Replace the package, or allow the licence in tools/bundle/licences.ts.`,
    );
  }
  if (found.text === '') {
    throw new Error(
      `${title(found)} carries no licence text, so it must not be handed on. Replace the package, or ask its author.`,
    );
  }
  return found;
}

function licenceText(root: string, folder: string, name: string): string {
  const read = (path: string) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n').trim();
  const copyright = MIT_WITHOUT_FILE[name];
  if (copyright !== undefined) return read('LICENSE').replace(/^Copyright .*$/m, () => copyright);
  return readdirSync(join(root, folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => read(join(folder, file)))
    .join('\n\n');
}

/** Reads the two forms of SPDX expression that occur: all of several licences, or a choice of them. */
function isAllowed(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((licence) => ALLOWED.includes(licence)));
}
