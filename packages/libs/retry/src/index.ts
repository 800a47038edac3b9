export type { Attempt } from './attempt.ts';
export type { Backoff } from './delay.ts';
export { RetryError, type RetryErrorCode } from './error.ts';
export { classifyNetworkError, isNetworkError } from './network.ts';
export { networkAdvice } from './network-advice.ts';
export { type Failure, type RetryDeps, type RetryPolicy, realClock, retry } from './retry.ts';
export { parseRetryAfter } from './retry-after.ts';
export { type Answer, classifyResponse, isTransientStatus, saysRateLimit } from './status.ts';
export type { Classify, Verdict } from './verdict.ts';
