import { expect, test } from 'vitest';
import { listActions } from '../repository.ts';
import { actionFiles, makeCheckout } from '../test/checkout.ts';
import { compile } from './compile.ts';
import { weighEntries } from './weights.ts';

const LIBRARY = {
  'packages/libs/spoken/src/index.ts':
    "export { say, say as tell, type Word } from './say.ts';\nexport { sing } from './sing.ts';\nexport const here = 'defined in the index';\n",
  'packages/libs/spoken/src/say.ts':
    "export type Word = string;\nexport const say = (word: Word) => console.log('says', word);\n",
  'packages/libs/spoken/src/sing.ts': "export const sing = () => console.log('sings a long song');\n",
  'packages/libs/spoken/package.json':
    '{"name":"@gatehouse/spoken","sideEffects":false,"exports":"./src/index.ts"}',
};

/** The text of what each action loads at its start. */
async function loadedBy(files: Record<string, string>) {
  using checkout = makeCheckout({ ...LIBRARY, ...files });
  const actions = listActions(checkout.root);
  const { metafile, files: built } = await compile(checkout.root, actions);
  const contents = new Map(
    built.map(({ path, contents }) => [`dist/${path.replace(/.*[\\/]/, '')}`, contents]),
  );
  return weighEntries(
    metafile.outputs,
    contents,
    actions.map(({ name }) => name),
  );
}

test('an action that needs one file of a library does not load what others need of it', async () => {
  const singer = "import { sing } from '@gatehouse/spoken';\nsing();\n";
  const alone = await loadedBy(
    actionFiles('speaker', "import { say } from '@gatehouse/spoken';\nsay('a');\n"),
  );
  const together = await loadedBy({
    ...actionFiles('speaker', "import { say } from '@gatehouse/spoken';\nsay('a');\n"),
    ...actionFiles('singer', singer),
  });
  expect(together.find(({ action }) => action === 'speaker')?.bytes).toBe(alone[0]?.bytes);
});

test('every form of a named import finds its definition', async () => {
  const main = `import {
  here,
  say,
  say as speak,
  tell,
  type Word,
} from '@gatehouse/spoken';
import type { Word as Other } from '@gatehouse/spoken';
const word: Word & Other = here;
say(word);
speak(word);
tell(word);
`;
  const [entry] = await loadedBy(actionFiles('speaker', main));
  expect(entry?.files).toBe(1);
});
