import { runAction } from '@gatehouse/action-kit';
import { readInputs } from './inputs.ts';

await runAction({
  readInputs,
  run: async (inputs) => (await import('./run.ts')).run(inputs),
});
