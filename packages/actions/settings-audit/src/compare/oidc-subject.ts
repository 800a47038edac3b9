import type { Look } from '../settings/look.ts';
import type { OidcSubject } from '../settings/seen.ts';
import { fail, type Judged, judgeLook, pass, told } from './finding.ts';

/** Claims for a message, in their order, which makes the subject. */
export const claims = (names: readonly string[]): string => `the claims ${names.join(', ')}`;

/** Judges of what the subject of OIDC tokens is made. */
export function judgeSubject(expected: 'default' | readonly string[], look: Look<OidcSubject>): Judged {
  const todo =
    'Set it with PUT /repos/{owner}/{repo}/actions/oidc/customization/sub: what trusts this repository compares the subject of its tokens.';
  return judgeLook(
    look,
    (subject) => {
      switch (subject.kind) {
        case 'default':
          return expected === 'default' ? pass('default') : fail('default', todo);
        case 'inherited':
          return fail("the organisation's template", todo);
        case 'claims': {
          const same = expected !== 'default' && claims(expected) === claims(subject.claims);
          // The order of claims makes the subject, so it is no detail.
          return same
            ? pass(claims(subject.claims))
            : fail(`the claims ${listedInOrder(subject.claims)}`, todo);
        }
        default:
          return subject satisfies never;
      }
    },
    () => fail('not set', todo),
  );
}

const listedInOrder = (names: readonly string[]): string => names.map((name) => told(name)).join(', ');
