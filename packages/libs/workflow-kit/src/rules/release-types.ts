import { defineRule } from './rule.ts';

/** Activities that one new release has together. */
const TOGETHER = ['created', 'published', 'released', 'prereleased'];

/** A release that is made public at once has several activities, and each starts a run. */
export const releaseTypes = defineRule(
  'release-types',
  'A release starts a workflow once: by one of its activities.',
  ({ workflows }) =>
    workflows.flatMap((workflow) => {
      const { release } = workflow.on;
      if (release === undefined) return [];
      const types: readonly string[] = release.types ?? [];
      if (types.length === 0) {
        return {
          workflow,
          message:
            'The trigger "release" names no "types", so every activity starts a run: one new release is created, published and released. Name one, such as "published".',
        };
      }
      const several = types.filter((type) => TOGETHER.includes(type));
      if (several.length < 2 || isEitherOr(several)) return [];
      return {
        workflow,
        message: `The trigger "release" lists ${several.join(' and ')}: one release has more than one of these activities, so the workflow runs more than once for it. Use "published" alone, which pre-releases have as well.`,
      };
    }),
);

/** A release is either a pre-release or not. */
function isEitherOr(types: readonly string[]): boolean {
  return types.every((type) => type === 'released' || type === 'prereleased');
}
