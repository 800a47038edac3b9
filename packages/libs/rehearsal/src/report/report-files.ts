import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import type { ScenarioRecord } from '../scenario/record.ts';
import { htmlReport } from './html.ts';
import { markdownReport } from './markdown.ts';

/** Where the report stands; absolute paths. */
export interface ReportFiles {
  readonly markdown: string;
  readonly html: string;
}

const NAMES = ['report.md', 'report.html'];

/** Writes report.md and report.html into `folder`, over those of the rehearsal before. */
export async function writeReport(records: readonly ScenarioRecord[], folder: string): Promise<ReportFiles> {
  await mkdir(folder, { recursive: true });
  const files = { markdown: join(folder, 'report.md'), html: join(folder, 'report.html') };
  await writeFile(files.markdown, markdownReport(records));
  await writeFile(files.html, htmlReport(records));
  return files;
}

/**
 * Sees whether a report can be written into `folder`, before anything is run: makes it, writes a file, and
 * takes both away again. Fails with `BAD_REPORT`.
 */
export async function insistOnReportFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  let place = folder;
  let found = await stat(place).catch(() => undefined);
  while (found === undefined && dirname(place) !== place) {
    missing.unshift(place);
    place = dirname(place);
    found = await stat(place).catch(() => undefined);
  }
  if (!found?.isDirectory()) throw badReport(folder, `${quote(place)} is not a folder`);
  for (const name of NAMES) await insistOnFile(folder, join(folder, name));
  await tryOut(folder, missing).catch((error: unknown) => {
    throw badReport(folder, `nothing can be written there (${messageOf(error)})`);
  });
}

async function insistOnFile(folder: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw badReport(folder, `${quote(path)} is a folder`);
  if (found === undefined) return;
  await access(path, constants.W_OK).catch(() => {
    throw badReport(folder, `${quote(path)} cannot be written over`);
  });
}

/** Makes the folders that are `missing` one by one: where a kernel makes none, Node's `recursive` has no end. */
async function tryOut(folder: string, missing: readonly string[]): Promise<void> {
  const made: string[] = [];
  try {
    for (const one of missing) {
      await mkdir(one);
      made.unshift(one);
    }
    const probe = join(folder, `.report-${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe);
  } finally {
    for (const one of made) await rmdir(one).catch(() => {});
  }
}

function badReport(folder: string, why: string): ActionError<'BAD_REPORT'> {
  return new ActionError({
    code: 'BAD_REPORT',
    message: `The report cannot be written to ${quote(folder)}: ${why}.`,
    hint: 'Nothing was run. Give a folder with --report.',
  });
}
