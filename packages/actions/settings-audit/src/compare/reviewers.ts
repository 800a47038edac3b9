import type { ExpectedEnvironment } from '../expectation/expected.ts';
import type { Environment, ReviewerRule } from '../settings/seen.ts';
import {
  anyCase,
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeValue,
  listed,
  pass,
  type Subject,
  UNSTATED,
  unknown,
  valueText,
} from './finding.ts';

/** Compares who has to approve a deployment, and whether one may approve one's own. */
export function compareReviewers(
  { reviewers, preventSelfReview }: ExpectedEnvironment,
  { reviewerRules }: Environment,
  subject: Subject,
): readonly Finding[] {
  const rule = reviewerRules.length === 1 ? reviewerRules[0] : undefined;
  const noRule = fail(
    `${reviewerRules.length === 0 ? 'no rule' : `${reviewerRules.length} rules`} of required reviewers`,
    'Set one rule "Required reviewers"; without it nobody is asked.',
  );
  const none: Judged = reviewerRules.length === 0 ? pass('none') : noRule;
  return [
    ...(reviewers === undefined
      ? []
      : [
          finding(
            subject,
            'reviewers',
            listed(reviewers),
            rule !== undefined ? judgeReviewers(reviewers, rule) : reviewers.length === 0 ? none : noRule,
          ),
        ]),
    ...(preventSelfReview === undefined
      ? []
      : [
          finding(
            subject,
            'prevent-self-review',
            valueText(preventSelfReview),
            rule === undefined
              ? noRule
              : judgeValue(
                  preventSelfReview,
                  rule.preventSelfReview,
                  preventSelfReview
                    ? 'Tick "Prevent self-review"; now whoever starts a run may approve it.'
                    : 'Untick "Prevent self-review", or declare it.',
                ),
          ),
        ]),
  ];
}

function judgeReviewers(expected: readonly string[], { reviewers }: ReviewerRule): Judged {
  if (reviewers === undefined) return UNSTATED;
  const visible = reviewers.filter((name) => name !== undefined);
  const hidden = reviewers.length - visible.length;
  const judged = judgeExactly(expected, visible, { todo: '', fold: anyCase });
  if (hidden === 0) return judged;
  const found = `${listed(visible)} and ${hidden} whose name GitHub does not tell`;
  const wanted = new Set(expected.map(anyCase));
  const mayFit = reviewers.length === expected.length && visible.every((name) => wanted.has(anyCase(name)));
  return mayFit
    ? unknown(found, 'Ask with a token that sees the teams of the organisation, or look it up on the page.')
    : fail(found, `Set exactly ${listed(expected)}.`);
}
