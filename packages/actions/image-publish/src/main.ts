import { runAction } from '@gatehouse/action-kit';
import { readInputs } from './inputs.ts';

await runAction({
  readInputs,
  // A mistake in the inputs is reported before the rest is loaded.
  run: async (inputs) => (await import('./run.ts')).run(inputs),
});
