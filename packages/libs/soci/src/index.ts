export type { IndexOptions } from './command.ts';
export type { Conversion, ConvertDeps, ConvertOptions } from './conversion.ts';
export { convert } from './convert.ts';
export { SociError, type SociErrorCode } from './error.ts';
export type { ConvertedPlatform } from './output/check-output.ts';
export { MINIMUM_VERSION } from './tool/check-version.ts';
