import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { htmlReport, markdownReport, type ScenarioRecord } from '@gatehouse/rehearsal';
import { repositoryRoot } from '../repository.ts';
import type { Coverage } from './coverage.ts';

/** Git ignores it. */
const FOLDER = join(repositoryRoot, '.cache', 'rehearsal');

/** Every planned file: what its leg made of it, and what a machine of its kind finds now. */
export function coverageTable(rows: readonly Coverage[]): string {
  const cells = rows.map(({ version, arch, platform, leg, found }) => [
    version,
    arch,
    platform,
    leg,
    found ?? 'nothing',
  ]);
  const lines = [['version', 'arch', 'platform', 'leg', 'setup-python finds'], ...cells];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What the writer's job shows on its page; nothing where it did not end. */
export function writerSummary({ runs }: ScenarioRecord): string {
  const steps = runs
    .flatMap(({ result }) => result.jobs)
    .filter(({ id }) => id === 'update-manifests')
    .flatMap((job) => job.steps);
  return steps
    .map(({ summary }) => summary.trim())
    .join('\n\n')
    .trim();
}

/** One line for each expectation that did not hold; with `all`, for each that did, too. */
export function verdictLines({ verdicts }: ScenarioRecord, all: boolean): readonly string[] {
  return verdicts
    .filter(({ holds }) => all || !holds)
    .map(({ what, expected, found, holds }) =>
      holds ? `✓ ${what}: ${expected}` : `✗ ${what}: expected ${expected}, found ${found}`,
    );
}

/** Writes the report of a rehearsal, and gives the paths of its files. */
export async function writeReports(records: readonly ScenarioRecord[]): Promise<readonly string[]> {
  await mkdir(FOLDER, { recursive: true });
  const texts = { 'report.md': markdownReport(records), 'report.html': htmlReport(records) };
  return Promise.all(
    Object.entries(texts).map(async ([name, text]) => {
      await writeFile(join(FOLDER, name), text);
      return join(FOLDER, name);
    }),
  );
}
