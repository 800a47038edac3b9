import { type ConvertedPlatforms, platformOptions } from './image/choose-platforms.ts';

/** How the indexes are made; what is left out is the tool's own default. */
export interface IndexOptions {
  /** Bytes; layers below it get no index. Default: 10 MiB, as the tool has it. */
  readonly minLayerSize?: number | undefined;
  /** Bytes of a layer that are fetched at once. Default of the tool: 4 MiB. */
  readonly spanSize?: number | undefined;
  /** Paths in the image whose content is fetched first. */
  readonly prefetchFiles?: readonly string[] | undefined;
  /** `xattr`: the only one that the tool has. */
  readonly optimizations?: readonly 'xattr'[] | undefined;
}

/** What the tool has without `--min-layer-size`. */
export const MIN_LAYER_SIZE = 10 * 1024 * 1024;

/** The arguments of the tool for a conversion from one OCI layout to another. */
export function convertArguments(
  { minLayerSize = MIN_LAYER_SIZE, spanSize, prefetchFiles = [], optimizations = [] }: IndexOptions,
  platforms: ConvertedPlatforms,
  folders: { readonly input: string; readonly output: string },
): readonly string[] {
  return [
    'convert',
    '--standalone',
    ...['--format', 'oci-dir'],
    ...platformOptions(platforms),
    ...(spanSize === undefined ? [] : ['--span-size', String(spanSize)]),
    // Always said: which layers the tool gets depends on it.
    ...['--min-layer-size', String(minLayerSize)],
    ...prefetchFiles.flatMap((file) => ['--prefetch-file', file]),
    ...optimizations.flatMap((name) => ['--optimizations', name]),
    folders.input,
    folders.output,
  ];
}
