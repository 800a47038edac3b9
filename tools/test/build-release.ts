import { messageOf } from '@gatehouse/action-kit';
import { bundle } from '../bundle/bundle.ts';

/**
 * Brings `release/` up to date before the tests run what is in it. When the sources cannot be
 * bundled, only those tests fail that need a built entry, and they say why.
 */
export async function setup(): Promise<void> {
  try {
    await bundle();
  } catch (thrown) {
    process.env.GATEHOUSE_BUNDLE_ERROR = messageOf(thrown);
  }
}
