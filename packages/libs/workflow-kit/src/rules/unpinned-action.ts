import { quote } from '@gatehouse/action-kit/quote';
import { jobsOfKind, stepsOf } from '../graph/set.ts';
import { imageMessage, isImage } from '../pins/image.ts';
import type { Pins } from '../pins/pin.ts';
import { pinFor } from '../pins/pin-for.ts';
import { suggestion } from '../source/suggestion.ts';
import { defineRule } from './rule.ts';

const COMMIT = /^[0-9a-f]{40}$/;
const VERSION = /^v\d+\.\d+\.\d+$/;
const LOCAL = /^[.$]\/\.github\/workflows\//;
/**
 * The one that must be called by its tag: it fetches its builder from the release of that name, and
 * slsa-verifier trusts the tag in its certificate (slsa-github-generator README, "Referencing").
 */
const BY_TAG = /^slsa-framework\/slsa-github-generator\//i;

/** A tag can be moved to other code; a commit that nobody reviewed is no better. */
export const unpinnedAction = defineRule(
  'unpinned-action',
  'Code of others runs at the commit that the catalogue of pins names; the SLSA generator at its tag.',
  (set) => [
    ...stepsOf(set).flatMap(({ step, ...place }) => {
      const message = step.kind === 'third-party' ? stepMessage(step.action, set.pins) : undefined;
      return message === undefined ? [] : { ...place, step, message };
    }),
    ...jobsOfKind(set, 'call').flatMap(({ workflow, job }) => {
      const message = job.calls.kind === 'reference' ? callMessage(job.calls.uses, set.pins) : undefined;
      return message === undefined ? [] : { workflow, job, message };
    }),
  ],
);

function stepMessage(action: string, pins: Pins): string | undefined {
  if (isImage(action)) return imageMessage(action);
  const [name = '', version] = split(action);
  if (version !== undefined) {
    return `The step says ${quote(action)}. Expected ${quote(name)}: the catalogue of pins says which commit.`;
  }
  return pinMessage(name, undefined, pins);
}

function callMessage(uses: string, pins: Pins): string | undefined {
  if (LOCAL.test(uses)) return undefined;
  const [name = '', version] = split(uses);
  if (BY_TAG.test(name)) {
    return VERSION.test(version ?? '')
      ? undefined
      : `The SLSA generator is called at ${quote(version ?? 'no version')}. Expected its tag vX.Y.Z: it and slsa-verifier know it by that and refuse a commit.`;
  }
  if (version === undefined || COMMIT.test(version)) return pinMessage(name, version, pins);
  return `The job calls ${quote(uses)}. Expected ${quote(name)}: the catalogue of pins says which commit.`;
}

function pinMessage(name: string, commit: string | undefined, pins: Pins): string | undefined {
  const pin = pinFor(name, pins);
  if (pin === undefined) {
    return `${quote(name)} is not in the catalogue of pins. List it there at a commit that was reviewed.${suggestion(name, pins.keys())}`;
  }
  if (!COMMIT.test(pin.commit) || !/^v?\d+\.\d+\.\d+/.test(pin.version)) {
    return `The catalogue pins ${quote(name)} at ${quote(pin.commit)} (${quote(pin.version)}). Expected 40 hexadecimal digits and a full version.`;
  }
  if (commit === undefined || commit === pin.commit) return undefined;
  return `${quote(name)} is called at ${commit}, but the catalogue of pins says ${pin.commit} (${pin.version}). Leave it out here: the catalogue says which was reviewed.`;
}

function split(uses: string): readonly string[] {
  const at = uses.indexOf('@');
  return at < 0 ? [uses] : [uses.slice(0, at), uses.slice(at + 1)];
}
