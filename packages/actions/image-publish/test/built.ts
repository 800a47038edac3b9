import type { RealRegistry } from '../../../../tools/oci/real-registry.ts';
import { pushSample, sampleImage } from '../../../../tools/oci/sample-image.ts';

/** An image for an architecture of Linux; another `seed` is another image. */
export const image = (architecture: string, seed = '', format: 'oci' | 'docker' = 'oci') =>
  sampleImage({ architecture, seed, format });

/** Pushes images; gives the inputs that publish them. */
export async function built(
  { host }: RealRegistry,
  images: readonly ReturnType<typeof image>[],
  path = 'acme/widgets',
) {
  for (const one of images) await pushSample(host, path, one);
  return { image: `${host}/${path}`, sources: images.map(({ digest }) => digest).join('\n') };
}
