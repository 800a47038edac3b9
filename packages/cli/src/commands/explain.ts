import { explain as explainWorkflow, explanationMarkdown } from '@gatehouse/workflow-kit';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-code.ts';
import { askGit } from '../git.ts';
import { findWorkflow, loadLibrary } from '../library.ts';
import { loadProjectIn } from '../project.ts';
import { findRelease, RELEASE_OPTION, UNKNOWN_RELEASE } from '../release.ts';
import { findSources, home, librarySlug, slugIn, slugOf } from '../repository.ts';
import { readServer, SERVER_OPTION } from '../target.ts';

const OPTIONS = {
  release: RELEASE_OPTION,
  target: SERVER_OPTION,
  json: { type: 'boolean', about: 'The explanation as JSON' },
} as const;

/** Explains a workflow of the library, or of the repository around the working folder, as Markdown. */
export const explain = defineCommand({
  name: 'explain',
  operands: ['workflow'],
  about: `Tells what a workflow asks of whoever calls it: the permissions to grant (over everything that it
calls), secrets, inputs, outputs, concurrency groups and environments; who stands in the certificates of
what it signs; and a caller to copy. As Markdown.`,
  options: OPTIONS,
  async run({ values, operands: [name = ''] }, { cwd, terminal }) {
    const target = readServer('explain', values.target);
    const library = await loadLibrary();
    const root = findSources(cwd) ?? home;
    const own = root === home ? library : await loadProjectIn(root);
    const known = [...new Set([...own.workflows, ...library.workflows])];
    const workflow = findWorkflow(name, known, 'explain');
    const isLibrarys = library.workflows.includes(workflow);
    const release = isLibrarys ? await findRelease('explain', values.release, own.pins) : undefined;
    const slug = isLibrarys ? librarySlug() : await ownSlug(root);
    const explanation = explainWorkflow(workflow, {
      workflows: isLibrarys ? library.workflows : own.workflows,
      release: release ?? { slug, ...UNKNOWN_RELEASE },
      target,
      library: librarySlug(),
      pins: isLibrarys ? library.pins : own.pins,
    });
    terminal.out(
      values.json ? JSON.stringify(explanation, null, 2) : explanationMarkdown(explanation).trimEnd(),
    );
    return EXIT.ok;
  },
});

async function ownSlug(root: string): Promise<string> {
  const address = await askGit(root, 'remote', 'get-url', 'origin');
  return slugOf(root) ?? (address === undefined ? undefined : slugIn(address)) ?? 'OWNER/REPOSITORY';
}
