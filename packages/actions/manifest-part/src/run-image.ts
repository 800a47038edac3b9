import { images } from '@gatehouse/image-part';
import { deliver } from './deliver.ts';
import type { Deps } from './deps.ts';
import type { ImageInputs } from './image-inputs.ts';
import type { Delivery } from './inputs.ts';
import type { Outcome } from './outcome.ts';

/** Delivers the part of an image that the leg has pushed by digest. The image is its target. */
export async function runImage(inputs: ImageInputs & Delivery, deps: Deps): Promise<Outcome> {
  const { matrix, target } = inputs;
  const image = { ...inputs.image, pushed_at: new Date(deps.wallClock()).toISOString() };
  const { key = image.platform } = inputs;
  const message = {
    key,
    target: target ?? image.repository,
    leg: matrix,
    content: image,
    excluded: [],
    rules: undefined,
  };
  return { kind: 'image', image, ...(await deliver(images, message, inputs, deps)) };
}
