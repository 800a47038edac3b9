import { memoryLog } from '@gatehouse/action-kit';
import { startStage } from '@gatehouse/rehearsal';
import { readInputs } from '../../packages/actions/ci-green-gate/src/inputs.ts';
import { run } from '../../packages/actions/ci-green-gate/src/run.ts';
import { countingFetch, type Traffic } from './github/count.ts';
import { fileOf, REPOSITORY, runLists, SHA } from './github/run-lists.ts';
import type { Bench, Reading } from './reading.ts';

/** All workflows have ended at the fourth look. */
const LOOKS = 4;
const COUNTS = [1, 6, 30];

/** What a gate costs that waits for its workflows, next to a script with one request for each of them. */
export const bench: Bench = {
  title: 'waiting for the workflows of a commit: requests and bytes of a look',
  async run() {
    const readings: Reading[] = [];
    for (const count of COUNTS) {
      const [gate, script] = [await askByGate(count), await askByScript(count)];
      const workflows = `${count} ${count === 1 ? 'workflow' : 'workflows'}`;
      for (const [look, at] of [
        ['first look', 0],
        ['each further poll', 1],
      ] as const) {
        const [ours, theirs] = [gate[at] ?? NONE, script[at] ?? NONE];
        readings.push(
          { what: `${workflows}, ${look}: gate`, found: ours.requests, unit: 'requests' },
          { what: `${workflows}, ${look}: script`, found: theirs.requests, unit: 'requests' },
          { what: `${workflows}, ${look}: gate`, found: ours.bytes, unit: 'bytes' },
          { what: `${workflows}, ${look}: script`, found: theirs.bytes, unit: 'bytes' },
          { what: `${workflows}, ${look}: gate / script`, found: ours.bytes / theirs.bytes, unit: 'times' },
        );
      }
    }
    return readings;
  },
};

const NONE: Traffic = { requests: 0, bytes: 0 };

/** The traffic of each look of the action. */
async function askByGate(count: number): Promise<readonly Traffic[]> {
  const counted = countingFetch();
  await using stage = await startStage({
    routes: runLists(count, () => counted.looks.length >= LOOKS - 1),
  });
  const workflows = Array.from({ length: count }, (_, index) => `- ${fileOf(index)}`).join('\n');
  const values = new Map(
    Object.entries({ workflows, branch: 'main', sha: SHA, repository: REPOSITORY, wait: 'true' }),
  );
  let now = 0;
  await run(
    readInputs((name) => values.get(name) ?? ''),
    {
      fetch: counted.fetch,
      clock: {
        now: () => now,
        random: () => 0,
        async sleep(ms) {
          now += ms;
          counted.endLook();
        },
      },
      log: memoryLog(),
      wallClock: () => now,
      gate: { apiUrl: stage.url, serverUrl: 'https://github.com', context: undefined },
      setOutputs: () => {},
      appendSummary: async () => {},
    },
  );
  return steady([...counted.looks]);
}

/** The same by a loop over the workflows, as it stands in many a release script. */
async function askByScript(count: number): Promise<readonly Traffic[]> {
  const counted = countingFetch();
  const isDone = () => counted.looks.length >= LOOKS - 1;
  await using stage = await startStage({ routes: runLists(count, isDone) });
  while (!isDone()) {
    for (let index = 0; index < count; index++) {
      const list = `/repos/${REPOSITORY}/actions/workflows/${fileOf(index)}/runs?head_sha=${SHA}`;
      await (await counted.fetch(stage.url + list)).json();
    }
    counted.endLook();
  }
  return steady([...counted.looks]);
}

/** The looks, if all but the first cost the same; else their mean would hide something. */
function steady(looks: readonly Traffic[]): readonly Traffic[] {
  const [, second, ...others] = looks;
  const same = others.every((one) => one.requests === second?.requests && one.bytes === second.bytes);
  if (second === undefined || !same) throw new Error(`Not all polls cost the same: ${JSON.stringify(looks)}`);
  return looks;
}
