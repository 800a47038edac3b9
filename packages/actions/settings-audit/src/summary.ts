import type { Verdict } from '@gatehouse/action-kit';
import { cell, quote, table } from '@gatehouse/action-kit';
import { type Audit, of, reasonOf } from './audit.ts';
import type { Finding } from './compare/finding.ts';
import type { ManualItem } from './manual.ts';
import type { Unread } from './settings/look.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { pass: '✅ pass', fail: '❌ fail', unknown: '❔ unknown' };

/** The audit as Markdown: what differs first, then what is a person's to compare, then what is well. */
export function renderSummary(audit: Audit): string {
  const against = [...of('fail', audit), ...of('unknown', audit)];
  const well = of('pass', audit);
  return [
    `## Settings of ${cell(audit.repository)}: ${SIGNS[audit.verdict]}`,
    cell(reasonOf(audit)),
    ...(against.length === 0
      ? []
      : [table(['Setting', 'Verdict', 'Expected', 'Found', 'What to do'], against.map(row))]),
    ...(audit.manual.length === 0
      ? []
      : ['### To compare by hand', 'No API tells these.', audit.manual.map(checkbox).join('\n')]),
    ...(audit.unread.length === 0
      ? []
      : [
          '### Not compared',
          "GitHub's answers have fields that this version does not know.",
          audit.unread.map(listItem).join('\n'),
        ]),
    ...(well.length === 0
      ? []
      : [
          `<details><summary>${well.length} as declared</summary>`,
          table(['Setting', 'Found'], well.map(short)),
          '</details>',
        ]),
  ].join('\n\n');
}

const listItem = ({ answer, fields }: Unread): string =>
  `- ${cell(answer)}: ${fields.map((name) => cell(quote(name))).join(', ')}`;

const link = ({ subject, page }: Finding): string => `[${cell(subject)}](${page})`;

function row(finding: Finding): readonly string[] {
  const { verdict, expected, found, todo = '' } = finding;
  return [link(finding), SIGNS[verdict], cell(expected), cell(found), cell(todo)];
}

const short = (finding: Finding): readonly string[] => [link(finding), cell(finding.found)];

function checkbox({ subject, values, page }: ManualItem): string {
  const exact = Object.entries(values).map(([name, value]) => `${name} **${cell(value)}**`);
  return `- [ ] [${cell(subject)}](${page}): ${exact.join(', ')}`;
}
