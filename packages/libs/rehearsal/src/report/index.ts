export { type FirstFailure, firstFailure } from './first-failure.ts';
export { htmlReport } from './html.ts';
export { markdownReport } from './markdown.ts';
