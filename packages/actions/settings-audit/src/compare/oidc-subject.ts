import { quote } from '@gatehouse/action-kit';
import type { ExpectedSubject } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { OidcSubject, SubjectClaims, SubjectFormat } from '../settings/oidc-subject.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeLook,
  judgeValue,
  pass,
  type Subject,
  unknown,
  valueText,
} from './finding.ts';

const TODO =
  'Set it with PUT /repos/{owner}/{repo}/actions/oidc/customization/sub: what trusts this repository compares the subject of its tokens.';
const NOTHING = fail('not set', TODO);

/** Compares of what the subject of OIDC tokens is made, and whether it holds ids in place of mere names. */
export function compareOidcSubject(
  expected: ExpectedSubject,
  look: Look<OidcSubject>,
  subject: Subject,
): readonly Finding[] {
  const { claims, immutable } = expected;
  const checks = [
    finding(
      subject,
      'oidc-subject',
      claims === 'default' ? 'default' : inOrder(claims),
      judgeLook(look, (found) => judgeClaims(claims, found.claims), NOTHING),
    ),
  ];
  if (immutable !== 'any') {
    const judged = judgeLook(look, (found) => judgeFormat(immutable, found.immutable), NOTHING);
    checks.push(finding(subject, 'immutable-oidc-subject', valueText(immutable), judged));
  }
  return checks;
}

/** Claims for a message, in their order, which makes the subject. */
const inOrder = (names: readonly string[]): string =>
  `the claims ${names.map((name) => valueText(name)).join(', ')}`;

function judgeClaims(expected: ExpectedSubject['claims'], found: SubjectClaims): Judged {
  switch (found.kind) {
    case 'default':
      return expected === 'default' ? pass('default') : fail('default', TODO);
    case 'inherited':
      return fail("the organization's template", TODO);
    case 'claims': {
      const { claims } = found;
      const same =
        expected !== 'default' &&
        expected.length === claims.length &&
        expected.every((name, at) => name === claims[at]);
      return same ? pass(inOrder(claims)) : fail(inOrder(claims), TODO);
    }
    default:
      return found satisfies never;
  }
}

function judgeFormat(expected: boolean, found: SubjectFormat): Judged {
  switch (found.kind) {
    case 'known':
      return judgeValue(expected, found.immutable, TODO);
    case 'unstated':
      return unknown(
        "not stated by GitHub: the organization's setting counts",
        'Set use_immutable_subject of the repository, or declare "immutable: any".',
      );
    case 'contradictory':
      return unknown(
        `use_immutable_subject and the prefix ${quote(found.prefix)}, which contradict each other`,
        'Run the audit again; if it stays so, set use_immutable_subject anew.',
      );
    default:
      return found satisfies never;
  }
}
