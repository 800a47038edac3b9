import { releaseFolder } from '../../../../../tools/bundle/bundle.ts';

/** Our own actions, as the tests bundle them. */
export const LIBRARY = { slug: 'gatehouse-actions/gatehouse', folder: releaseFolder };
