import { fail } from './step.ts';

fail('The stage has no cloud to log in to. Rehearse with another way to log in, such as login: github.');
