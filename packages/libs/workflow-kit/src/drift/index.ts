export { type Adoption, adoptPins, type FoundChange, isAdoptable } from './adopt.ts';
export type { Drift, DriftKind, ExpectedFile } from './drift.ts';
export { findDrift } from './find-drift.ts';
export { type PinChange, type PinLine, pinFor } from './pin-line.ts';
