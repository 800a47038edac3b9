const FORBIDDEN: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
]);

/** Whether `name` means something to every object (`__proto__`, `constructor`, `toString`, …). */
export const isForbiddenName = (name: string): boolean => FORBIDDEN.has(name);
