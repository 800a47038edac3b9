import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioRecord } from '../scenario/record.ts';
import { htmlReport } from './html.ts';
import { markdownReport } from './markdown.ts';

/** Where the report stands; absolute paths. */
export interface ReportFiles {
  readonly markdown: string;
  readonly html: string;
}

/** Writes report.md and report.html into `folder`, or into a new one of the system's folder for such things. */
export async function writeReport(
  records: readonly ScenarioRecord[],
  folder: string | undefined,
): Promise<ReportFiles> {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'gatehouse-report-')));
  await mkdir(place, { recursive: true });
  const files = { markdown: join(place, 'report.md'), html: join(place, 'report.html') };
  await writeFile(files.markdown, markdownReport(records));
  await writeFile(files.html, htmlReport(records));
  return files;
}
