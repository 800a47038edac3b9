import { describe, expect, test } from 'vitest';
import { generatorVersion } from '../src/generator.ts';
import {
  BUMPED,
  CATALOGUE_FILE,
  CHECKOUT,
  generatedRepository,
  makeRepository,
  type Repository,
  source,
} from './repository.ts';

const CI = '.github/workflows/ci.yml';

/** A class of drift, and how it comes about in a repository that was just generated. */
interface Happening {
  readonly kind: string;
  readonly file: string;
  readonly happens: (repository: Repository) => Promise<unknown>;
  readonly says: RegExp;
  readonly command: string;
}

const HAPPENINGS: readonly Happening[] = [
  {
    kind: 'missing',
    file: '.github/workflows/new.yml',
    happens: (repository) => repository.write('workflows-src/new.ts', source('new')),
    says: /workflows-src\/new\.ts makes this file/,
    command: 'gatehouse generate',
  },
  {
    kind: 'source-ahead',
    file: CI,
    happens: (repository) => repository.change('workflows-src/ci.ts', 'npm test', 'make test'),
    says: /workflows-src\/ci\.ts, or the catalogue of pins, has changed/,
    command: 'gatehouse generate',
  },
  {
    kind: 'stale-generator',
    file: CI,
    happens: (repository) => repository.change(CI, generatorVersion(), '@gatehouse/workflow-kit 0.0.1-older'),
    says: /written by @gatehouse\/workflow-kit 0\.0\.1-older; this is @gatehouse\/workflow-kit /,
    command: 'gatehouse generate',
  },
  {
    kind: 'pin-bump',
    file: CI,
    happens: (repository) => repository.change(CI, CHECKOUT, BUMPED),
    says: /Only pins were changed, as a bot does: actions\/checkout v7\.0\.1 → "v7\.1\.0" \(line \d+\)/,
    command: 'gatehouse adopt',
  },
  {
    kind: 'pin-bump',
    file: CI,
    happens: (repository) => repository.change(CI, CHECKOUT, 'actions/checkout@v8'),
    says: /Not all of them can be adopted/,
    command: 'gatehouse generate --force',
  },
  {
    kind: 'hand-edit',
    file: CI,
    happens: (repository) => repository.change(CI, 'npm test', 'npm run fast'),
    says: /changed by hand.*belongs into workflows-src\/ci\.ts/,
    command: 'gatehouse generate --force',
  },
  {
    kind: 'orphan',
    file: '.github/workflows/ci.yml',
    happens: (repository) => repository.write('workflows-src/ci.ts', source('checks')),
    says: /generated from "workflows-src\/ci\.ts", which makes no such file any more/,
    command: 'gatehouse generate --remove ci.yml',
  },
  {
    kind: 'unknown-file',
    file: '.github/workflows/mine.yml',
    happens: (repository) => repository.write('.github/workflows/mine.yml', 'name: Mine\n'),
    says: /No source makes it/,
    command: 'gatehouse generate --remove mine.yml',
  },
  {
    kind: 'unknown-file',
    file: CI,
    happens: (repository) => repository.write(CI, 'name: Mine\n'),
    says: /No generator wrote it, but a source makes a file of this name/,
    command: 'gatehouse generate --force',
  },
];

describe.concurrent.each(HAPPENINGS)(
  '$kind of $file, mended by $command',
  ({ kind, file, happens, says, command }) => {
    test('is told apart, and the one command mends it', async ({ expect }) => {
      await using repository = await generatedRepository();
      await happens(repository);
      const checked = await repository.gatehouse('check', '--json');
      const { ok, drift } = JSON.parse(checked.stdout);
      const found = drift.find((one: { readonly file: string }) => one.file === file);
      expect({ exitCode: checked.exitCode, ok }).toEqual({ exitCode: 1, ok: false });
      expect(found).toMatchObject({ kind, command, message: expect.stringMatching(says) });
      await repository.gatehouse(...command.split(' ').slice(1));
      expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0, stderr: '' });
    });
  },
);

test.concurrent('what was just generated is what the sources say', async () => {
  await using repository = await generatedRepository();
  expect(await repository.gatehouse('check')).toEqual(
    expect.objectContaining({
      exitCode: 0,
      stdout: expect.stringMatching(/^2 workflows are what workflows-src says\.\n/),
    }),
  );
});

test.concurrent('the diffs are what git apply takes to mend the files', async () => {
  await using repository = await generatedRepository();
  const wanted = await repository.read(CI);
  await repository.change(CI, 'npm test', 'npm run fast');
  await repository.write('workflows-src/new.ts', source('new'));
  const { drift } = JSON.parse((await repository.gatehouse('check', '--json')).stdout);
  await repository.write('mend.patch', drift.map(({ diff }: { readonly diff: string }) => diff).join(''));
  await repository.git('init', '--quiet');
  expect(await repository.git('apply', 'mend.patch')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await repository.read(CI)).toBe(wanted);
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0 });
});

test.concurrent('for people, the diff and the command stand below what happened', async () => {
  await using repository = await generatedRepository();
  await repository.change(CI, 'npm test', 'npm run fast');
  const { stdout } = await repository.gatehouse('check');
  expect(stdout).toContain(`${CI}: hand edit\n`);
  expect(stdout).toContain('\n  gatehouse generate --force\n');
  expect(stdout).toMatch(/^-\s+- run: npm run fast\n\+\s+- run: npm test$/m);
});

test.concurrent('the command that mends repeats for whom and where the workflows are made', async () => {
  await using repository = await makeRepository();
  const target = ['--target', 'stage', '--out', 'stage', '--ref', 'here'];
  const { drift } = JSON.parse((await repository.gatehouse('check', ...target, '--json')).stdout);
  expect(drift[0].command).toBe('gatehouse generate --target stage --out stage --ref here');
});

test.concurrent('files of others that are allowed are no drift', async () => {
  await using repository = await makeRepository({
    '.github/workflows/mine.yml': 'name: Mine\n',
    '.github/workflows/actions.lock': '',
  });
  await repository.gatehouse('generate');
  expect(await repository.gatehouse('check', '--allow', 'm*.yml')).toMatchObject({ exitCode: 0 });
  expect(await repository.gatehouse('check', '--allow', 'ci.yml')).toMatchObject({ exitCode: 1 });
});

test.concurrent('nothing is written', async () => {
  await using repository = await generatedRepository();
  await repository.git('init', '--quiet');
  await repository.change(CI, CHECKOUT, BUMPED);
  await repository.git('add', '.');
  await repository.gatehouse('check');
  expect((await repository.git('diff', '--stat')).stdout).toBe('');
  expect((await repository.git('ls-files', '--others')).stdout).toBe('');
});

test.concurrent('a rule that is broken fails the check, even where every byte is right', async () => {
  await using repository = await generatedRepository();
  await repository.write(
    CATALOGUE_FILE,
    (await repository.read(CATALOGUE_FILE)).replace(/ {4}- uses: actions\/checkout.*\n/, ''),
  );
  const { exitCode, stderr } = await repository.gatehouse('check');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('"actions/checkout" is not in the catalogue of pins');
});
