import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run as exec } from '@gatehouse/process';
import { describe, expect, test } from 'vitest';
import { MATRIX, PPC } from './legs.ts';
import { ROOT, type Stand, setUp } from './scene.ts';

/** Fields of the newest commit, in the placeholders of git-log(1). */
async function lastCommit({ scene }: Stand, format: string): Promise<string> {
  const args = ['log', '-1', `--format=${format}`, scene.branch];
  return (await exec({ command: 'git', args, cwd: scene.bare, timeoutMs: 10_000 })).stdout.trim();
}

describe('the writer git', () => {
  test.concurrent('makes the commit in the name that was given, with its message and sign-off', async () => {
    await using stand = await setUp();
    await stand.merge({
      files: [PPC],
      step: {
        'author-name': 'Release Bot',
        'author-email': 'bot@octo.example',
        message: 'Publish 3.14.2',
        'sign-off': 'true',
      },
    });
    const author = 'Release Bot <bot@octo.example>';
    expect(await lastCommit(stand, '%an <%ae>%n%cn <%ce>%n%s')).toBe(`${author}\n${author}\nPublish 3.14.2`);
    expect(await lastCommit(stand, '%(trailers)')).toContain(`Signed-off-by: ${author}\n`);
  });

  test.concurrent('tells in the commit which run made it', async () => {
    await using stand = await setUp();
    await stand.merge({ files: [PPC] });
    expect(await lastCommit(stand, '%(trailers)')).toBe(
      [
        'Gatehouse-Run: octo/pythons/1001/1',
        `Gatehouse-Writer: ${ROOT}`,
        'Gatehouse-Keys: 3.14.2/linux/24.04/ppc64le 3.14.2/',
      ].join('\n'),
    );
  });

  test.concurrent('is github-actions[bot], without a sign-off, unless something else is said', async () => {
    await using stand = await setUp();
    await stand.merge({ files: [PPC] });
    expect(await lastCommit(stand, '%an <%ae>')).toBe(
      'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>',
    );
    expect(await lastCommit(stand, '%B')).not.toContain('Signed-off-by');
  });

  test.concurrent('writes the branch that is named, whatever the run is on', async () => {
    await using stand = await setUp();
    await exec({
      command: 'git',
      args: ['branch', 'manifests', 'main'],
      cwd: stand.scene.bare,
      timeoutMs: 10_000,
    });
    const before = await stand.scene.head();
    await stand.merge({
      files: [PPC],
      step: { branch: 'manifests' },
      run: { ref: 'refs/tags/3.14.2' },
    });
    expect(await stand.scene.head()).toBe(before);
    expect(String(await stand.scene.read(ROOT, 'manifests'))).toContain(PPC.filename);
  });

  test.concurrent.each([
    ['refs/tags/3.14.2', '"refs/tags/3.14.2", which is no branch'],
    ['', 'no ref, which is no branch'],
  ])('asks for a branch when the run is on %j', async (ref, said) => {
    await using stand = await setUp();
    const { code, message } = await stand.merge({ files: [PPC], run: { ref } });
    expect([code, message.includes(said)]).toEqual(['NO_BRANCH', true]);
  });

  test.concurrent('makes no branch that is not there', async () => {
    await using stand = await setUp();
    const { code } = await stand.merge({ files: [PPC], step: { branch: 'mani-fests' } });
    expect(code).toBe('BRANCH_MISSING');
  });

  test.concurrent('attempts a protected branch once, and says what to do', async () => {
    await using stand = await setUp();
    const before = await stand.scene.head();
    await stand.scene.protect('GH006: Protected branch update failed for refs/heads/main.');
    const { code, message, outputs, summary, log } = await stand.merge({ files: [PPC] });
    expect(code).toBe('PUSH_REFUSED');
    expect(message).toContain('GH006: Protected branch update failed');
    expect(message).toContain('Let this writer bypass the rule');
    expect(outputs).toMatchObject({ changed: false, commit: '', result: 'complete' });
    expect(summary).toContain('### Version manifests: nothing was written');
    expect(log.filter((line) => /Attempt \d/.test(line))).toEqual([]);
    expect(await stand.scene.head()).toBe(before);
  });
});

describe('the writer none', () => {
  test.concurrent('writes files into a folder, and no commit', async () => {
    await using stand = await setUp();
    const directory = join(stand.folder, 'checkout');
    await mkdir(directory);
    await writeFile(join(directory, ROOT), '[]\n');
    const before = await stand.scene.head();
    const step = { writer: 'none', directory };
    const { code, outputs, summary } = await stand.merge({ files: MATRIX, step });
    expect([code, outputs.changed, outputs.commit]).toEqual(['', true, '']);
    expect(summary).toContain('### Version manifests: complete, files written');
    const [version] = JSON.parse(await readFile(join(directory, ROOT), 'utf8'));
    expect(version.files).toHaveLength(4);
    expect(await stand.scene.head()).toBe(before);
    expect((await stand.merge({ files: MATRIX, step })).outputs.changed).toBe(false);
  });

  test.concurrent('writes nothing in a dry run', async () => {
    await using stand = await setUp();
    const directory = join(stand.folder, 'checkout');
    await mkdir(directory);
    const step = { writer: 'none', directory, 'dry-run': 'true' };
    expect((await stand.merge({ files: MATRIX, step })).outputs.changed).toBe(true);
    await expect(readFile(join(directory, ROOT))).rejects.toThrow('ENOENT');
  });
});
