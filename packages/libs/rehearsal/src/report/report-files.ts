import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionError, quote } from '@gatehouse/action-kit';
import type { ScenarioRecord } from '../scenario/record.ts';
import { htmlReport } from './html.ts';
import { markdownReport } from './markdown.ts';

/** Where the report stands; absolute paths. */
export interface ReportFiles {
  readonly markdown: string;
  readonly html: string;
}

/** Writes report.md and report.html into `folder`, over those of the rehearsal before. */
export async function writeReport(records: readonly ScenarioRecord[], folder: string): Promise<ReportFiles> {
  await mkdir(folder, { recursive: true });
  const files = { markdown: join(folder, 'report.md'), html: join(folder, 'report.html') };
  await writeFile(files.markdown, markdownReport(records));
  await writeFile(files.html, htmlReport(records));
  return files;
}

/** Sees whether a report can be written into `folder`, before anything is run. Fails with `BAD_REPORT`. */
export async function insistOnReportFolder(folder: string): Promise<void> {
  let place = folder;
  let found = await stat(place).catch(() => undefined);
  while (found === undefined && dirname(place) !== place) {
    place = dirname(place);
    found = await stat(place).catch(() => undefined);
  }
  if (!found?.isDirectory()) throw badReport(folder, `${quote(place)} is not a folder`);
  await access(place, constants.W_OK).catch(() => {
    throw badReport(folder, `nothing can be written into ${quote(place)}`);
  });
}

function badReport(folder: string, why: string): ActionError<'BAD_REPORT'> {
  return new ActionError({
    code: 'BAD_REPORT',
    message: `The report cannot be written to ${quote(folder)}: ${why}.`,
    hint: 'Nothing was run. Give a folder with --report.',
  });
}
