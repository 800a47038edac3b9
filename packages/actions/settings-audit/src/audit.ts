import { createHash } from 'node:crypto';
import type { Verdict } from '@gatehouse/action-kit';
import { readText } from '@gatehouse/text-source';
import { compare, verdictOf } from './compare/compare.ts';
import type { Finding } from './compare/finding.ts';
import { parseExpectation } from './expectation/parse.ts';
import type { Inputs } from './inputs.ts';
import { type ManualItem, manualItems } from './manual.ts';
import type { RepositoryAccess } from './settings/access.ts';
import type { Unread } from './settings/look.ts';
import { readSettings, wantedBy } from './settings/read.ts';

/** What an audit came to. */
export interface Audit {
  readonly repository: string;
  readonly verdict: Verdict;
  /** In the order of their ids. */
  readonly findings: readonly Finding[];
  readonly manual: readonly ManualItem[];
  /** What GitHub's answers held that the audit does not know, and so did not compare. */
  readonly unread: readonly Unread[];
  readonly expectation: { readonly path: string; readonly sha256: string };
}

/** Reads what is expected, looks at what is there, and compares. */
export async function audit(
  { path, repository }: Inputs,
  serverUrl: string,
  access: RepositoryAccess,
): Promise<Audit> {
  const source = await readText(path);
  const expected = parseExpectation(source, path);
  const found = await readSettings(wantedBy(expected), access);
  const findings = compare(expected, found, `${serverUrl}/${repository}`);
  return {
    repository,
    verdict: verdictOf(findings),
    findings,
    manual: manualItems(expected.publishers, repository),
    unread: access.looker.unread(),
    expectation: { path, sha256: createHash('sha256').update(source).digest('hex') },
  };
}

/** The findings of one verdict. */
export function of(verdict: Verdict, { findings }: Pick<Audit, 'findings'>): readonly Finding[] {
  return findings.filter((finding) => finding.verdict === verdict);
}

/** The verdict in one line. */
export function reasonOf(audit: Audit): string {
  const [fails, unknowns] = [of('fail', audit).length, of('unknown', audit).length];
  const total = audit.findings.length;
  const among = `${total} ${total === 1 ? 'setting' : 'settings'} of ${audit.repository}`;
  if (fails === 0 && unknowns === 0) return `all ${among} are as declared`;
  const hidden = unknowns === 0 ? '' : `, and ${unknowns} could not be seen`;
  if (fails === 0) return `${unknowns} of ${among} could not be seen`;
  return `${fails} of ${among} ${fails === 1 ? 'is' : 'are'} not as declared${hidden}`;
}
