import type { Expectation } from '../../src/index.ts';

/** An expectation that must fail where `one` holds. */
export function broken(one: Expectation): Expectation {
  switch (one.kind) {
    case 'conclusion':
      return { ...one, is: 'none' };
    case 'job':
    case 'leg':
      return { ...one, is: one.is === 'skipped' ? 'success' : 'skipped' };
    case 'output':
      return { ...one, is: `${one.is} and more` };
    case 'annotation':
      return { ...one, has: 'what nobody says' };
    case 'artifacts':
    case 'commits':
    case 'requests':
    case 'image-writes':
    case 'beaten-pushes':
    case 'declined-pushes':
      return { ...one, count: one.count + 1 };
    case 'release':
      return { ...one, files: one.files === 'none' ? 1 : 'none' };
    case 'image':
      return { ...one, platforms: one.platforms === 'none' ? ['linux/amd64'] : 'none' };
    case 'file':
      return one.lacks === undefined
        ? { ...one, has: 'what nobody wrote' }
        : { ...one, lacks: 'download_url' };
    case 'no-file':
      return { ...one, path: 'build.mjs' };
    default:
      return one satisfies never;
  }
}
