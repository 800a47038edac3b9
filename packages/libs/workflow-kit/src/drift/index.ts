export { type Adoption, adoptPins, type FoundChange, isAdoptable } from './adopt.ts';
export type { Drift, DriftKind, ExpectedFile } from './drift.ts';
export { findDrift } from './find-drift.ts';
export type { PinChange, PinLine } from './pin-line.ts';
