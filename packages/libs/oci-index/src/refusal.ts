/** Why an index is not published. */
export type RefusalCode =
  | 'NO_SOURCES'
  | 'SEVERAL_SOURCES'
  | 'NOT_AN_IMAGE'
  | 'UNKNOWN_PLATFORM'
  | 'PLATFORM_MISMATCH'
  | 'NOT_GATED'
  | 'NESTED_INDEX'
  | 'ONE_IMAGE_FOR_TWO_PLATFORMS'
  | 'TWO_IMAGES_FOR_ONE_PLATFORM'
  | 'EMPTY_INDEX'
  | 'TAG_CHANGED'
  | 'TAG_HOLDS_AN_IMAGE'
  | 'TAG_HOLDS_NO_PLATFORMS'
  | 'TAG_HOLDS_OTHER_IMAGES'
  | 'PLATFORMS_LOST'
  | 'CARRY_NOT_PROVED'
  | 'CARRY_GONE'
  | 'UNEXPECTED_PLATFORMS'
  | 'ANNOTATIONS_ON_DOCKER_LIST'
  | 'ANNOTATION_WITHOUT_PLATFORM'
  | 'ANNOTATIONS_ON_COPY';

/** A plan that is refused, with what was found and expected, and what to do. */
export interface Refusal {
  readonly action: 'refuse';
  readonly code: RefusalCode;
  readonly message: string;
  readonly hint: string;
}

/** Makes a refusal. */
export function refusal(code: RefusalCode, message: string, hint: string): Refusal {
  return { action: 'refuse', code, message, hint };
}
