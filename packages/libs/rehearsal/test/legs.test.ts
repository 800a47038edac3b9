import { expect, it } from 'vitest';
import { type Leg, runLegs } from '../src/index.ts';
import { smallAction } from './small-action.ts';

it('legs run side by side, each line behind the name of its leg', async () => {
  await using action = await smallAction('console.log("built", process.env.INPUT_PLAIN)');
  const { folder } = action;
  const meeting = Promise.withResolvers<void>();
  let arrived = 0;
  const legs = ['s390x', 'ppc64le'].map(
    (name): Leg => ({
      name,
      async play({ step, say }) {
        arrived += 1;
        if (arrived === 2) meeting.resolve();
        await meeting.promise; // only legs that run at the same time get past here
        say('starts');
        await step({ folder, inputs: { plain: name } });
      },
    }),
  );
  const lines: string[] = [];
  const results = await runLegs(legs, { onLine: (line) => void lines.push(line) });
  expect(lines.toSorted()).toEqual([
    'ppc64le │ built ppc64le',
    'ppc64le │ starts',
    's390x   │ built s390x',
    's390x   │ starts',
  ]);
  expect(results.map(({ name, outcome, steps }) => [name, outcome, steps.length])).toEqual([
    ['s390x', 'success', 1],
    ['ppc64le', 'success', 1],
  ]);
});

it('a failed leg stops no other, and says why it failed', async () => {
  await using action = await smallAction(`
    if (process.env.INPUT_PLAIN === 'bad') { console.log('::error::no compiler'); process.exit(1); }
    if (process.env.INPUT_PLAIN === 'mute') process.exit(2);`);
  const { folder } = action;
  const results = await runLegs([
    { name: 'a', play: async ({ step }) => void (await step({ folder, inputs: { plain: 'bad' } })) },
    { name: 'b', play: async ({ step }) => void (await step({ folder, inputs: { plain: 'mute' } })) },
    { name: 'c', play: async ({ fail }) => fail('make: *** [all] Error 2') },
    { name: 'd', play: async ({ step }) => void (await step({ folder })) },
  ]);
  expect(results.map(({ outcome, problem }) => [outcome, problem])).toEqual([
    ['failure', 'no compiler'],
    ['failure', 'The step ended with exit code 2.'],
    ['failure', 'make: *** [all] Error 2'],
    ['success', undefined],
  ]);
});

it('no more legs run at once than asked for', async () => {
  let now = 0;
  let most = 0;
  const play = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
  };
  const legs = Array.from({ length: 9 }, (_, at) => ({ name: `${at}`, play }));
  expect(await runLegs(legs, { maxParallel: 3 })).toHaveLength(9);
  expect(most).toBe(3);
});

it('a mistake in the rehearsal is no failed leg, and is told when every leg has ended', async () => {
  let ended = false;
  const legs: Leg[] = [
    { name: 'a', play: async ({ step }) => void (await step({ folder: '/does/not/exist' })) },
    {
      name: 'b',
      async play() {
        await new Promise((resolve) => setTimeout(resolve, 30));
        ended = true;
      },
    },
  ];
  await expect(runLegs(legs)).rejects.toThrow('ENOENT');
  expect(ended).toBe(true);
});
