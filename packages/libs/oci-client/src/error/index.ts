export type { Refusal } from './answer.ts';
export { classifyRefusal } from './classify.ts';
export {
  isRegistryError,
  RegistryError,
  type RegistryErrorCode,
  type RegistryErrorParts,
  type RegistryFailureKind,
} from './error.ts';
export type { Question, RefusalVerdict } from './verdict.ts';
