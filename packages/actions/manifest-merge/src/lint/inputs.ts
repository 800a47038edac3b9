import { compileNames, type Layout, type Names, parseLayout } from '@gatehouse/version-manifest';
import type { Values } from '../input-shape.ts';
import { type WriterInputs, writerOf } from '../writer-inputs.ts';

/** Which manifests are only looked at. */
export interface LintInputs {
  readonly mode: 'lint';
  readonly layout: Layout;
  readonly names: Names;
  readonly repository: string;
  /** Path of the root manifest. */
  readonly manifest: string;
  /** Folder of one's own manifests. */
  readonly own: string;
  readonly writer: WriterInputs;
}

/** Reads the inputs of the mode `lint`; fails with `BAD_…`. */
export function lintInputs(values: Values): LintInputs {
  const [template = '', ...templates] = values['name-template'];
  return {
    mode: 'lint',
    layout: parseLayout(values.layout, values.manifest),
    names: compileNames(template, ...templates),
    repository: values.repository,
    manifest: values.manifest,
    own: values['own-manifests'].replace(/\/+$/, ''),
    writer: writerOf(values),
  };
}
