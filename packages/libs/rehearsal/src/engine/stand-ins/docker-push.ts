import type { BuiltImage, Content } from './docker-image.ts';
import { fail } from './step.ts';

/** Pushes an image by its digests to `repository`, an address such as `http://127.0.0.1:1/v2/acme/widgets`. */
export async function pushImage(repository: string, { blobs, manifests }: BuiltImage): Promise<void> {
  for (const blob of blobs) await pushBlob(repository, blob);
  for (const { digest, mediaType, bytes } of manifests) {
    await send(`${repository}/manifests/${digest}`, {
      method: 'PUT',
      headers: { 'content-type': mediaType },
      body: new Uint8Array(bytes),
    });
  }
}

async function pushBlob(repository: string, { digest, bytes }: Content): Promise<void> {
  const start = await send(`${repository}/blobs/uploads/`, { method: 'POST' });
  const upload = new URL(start.headers.get('location') ?? '', repository);
  upload.searchParams.set('digest', digest);
  await send(upload.href, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
}

const MOST_ATTEMPTS = 5;

/** Like buildx, asks again where the registry is busy; everything else that is not well ends the build. */
async function send(url: string, request: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, request);
    if (answer.ok) return answer;
    const text = await answer.text();
    const isBusy = answer.status === 429 || answer.status >= 500;
    if (!isBusy || attempt === MOST_ATTEMPTS)
      fail(`${request.method} ${url} was answered with ${answer.status}: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
