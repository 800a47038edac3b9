import { renderWorkflow } from '../src/index.ts';
import { options } from './options.ts';
import { publish, release } from './samples.ts';

// Run on its own, under another language and time zone.
process.stdout.write([publish, release].map((one) => renderWorkflow(one, options)).join(''));
