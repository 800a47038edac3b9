import type { Pin, Pins } from './pin.ts';

/**
 * The catalogue's pin for `action`: its own, else that of its repository, which is how a release of
 * many actions and workflows is pinned once.
 */
export function pinFor(action: string, pins: Pins): Pin | undefined {
  return pins.get(action) ?? pins.get(action.split('/').slice(0, 2).join('/'));
}
