import type { RegistryFailureKind } from './error.ts';

/** What a request was about, as far as its failure is judged by it. */
export interface Question {
  /** Upper case. */
  readonly method: string;
  /** Whether what is asked for, or what it refers to, was written moments ago. */
  readonly freshness: 'just-written' | 'settled';
  /** Whether every registry knows the address, or a web page of "not found" is the word of one that does not. */
  readonly endpoint?: 'required' | 'optional' | undefined;
}

/** A failed answer, judged. */
export interface RefusalVerdict {
  readonly kind: RegistryFailureKind;
  /** The rule that decided, for logs: `rate-limit`, `http-503`. */
  readonly reason: string;
}
