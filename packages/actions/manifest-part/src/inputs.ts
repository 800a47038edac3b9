import { type InputSource, readInputs as readShape } from '@gatehouse/action-kit';
import { type FilesInputs, filesInputs } from './files-inputs.ts';
import { type ImageInputs, imageInputs } from './image-inputs.ts';
import { inputs, type Values } from './input-shape.ts';
import type { MatrixValues } from './leg.ts';
import { type VersionFilesInputs, versionFilesInputs } from './version-files-inputs.ts';

export { inputs } from './input-shape.ts';

/** What is true of a part of every kind, and where it goes. */
export interface Delivery {
  readonly matrix: MatrixValues;
  /** What the parts of several legs make together; null where a run makes one thing only. */
  readonly target: string | null;
  readonly key: string | undefined;
  readonly upload: boolean;
  readonly retentionDays: number | undefined;
  /** For the upload, in milliseconds. */
  readonly deadlineMs: number;
  readonly outputDir: string | undefined;
}

/** What the action was asked to do. */
export type Inputs = Delivery & (VersionFilesInputs | ImageInputs | FilesInputs);

/** Reads the inputs, and what they must be to each other; fails with `INVALID_INPUT` or `BAD_NAME_TEMPLATE`. */
export function readInputs(from?: InputSource): Inputs {
  const values = readShape(inputs, from);
  const delivery = {
    matrix: values.leg ?? {},
    target: values.target ?? null,
    key: values.key,
    upload: values.upload,
    retentionDays: values['retention-days'],
    deadlineMs: values.deadline,
    outputDir: values['output-dir'],
  };
  return { ...delivery, ...contentOf(values) };
}

function contentOf(values: Values): VersionFilesInputs | ImageInputs | FilesInputs {
  switch (values.kind) {
    case 'version-files':
      return versionFilesInputs(values);
    case 'image':
      return imageInputs(values);
    case 'files':
      return filesInputs(values);
    default:
      return values.kind satisfies never;
  }
}
