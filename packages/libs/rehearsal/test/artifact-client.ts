// A process of its own that speaks to the stage through GitHub's client: its steps come as JSON in the
// first argument, what became of each goes out as JSON in the last line.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ClientStep =
  | { readonly do: 'upload'; readonly name: string; readonly text: string; readonly mebibytes?: number }
  | { readonly do: 'list'; readonly latest?: boolean }
  | { readonly do: 'get'; readonly name: string }
  | { readonly do: 'download'; readonly id: number; readonly digest?: string }
  | { readonly do: 'get and download'; readonly name: string }
  | { readonly do: 'delete'; readonly name: string };

// The client waits 3 to 7 seconds before it tries again; that part of it is cut short.
const wait = globalThis.setTimeout;
Object.assign(globalThis, {
  setTimeout: (work: () => void, ms = 0) => wait(work, ms >= 3000 && ms <= 7000 ? ms / 100 : ms),
});
const { DefaultArtifactClient } = await import('@actions/artifact');
const client = new DefaultArtifactClient();
const temp = process.env.RUNNER_TEMP ?? '';

async function play(step: ClientStep): Promise<unknown> {
  switch (step.do) {
    case 'upload': {
      const file = join(temp, `${step.name}.txt`);
      await writeFile(file, step.text);
      if (step.mebibytes === undefined) return client.uploadArtifact(step.name, [file], temp);
      // Noise does not shrink in the zip, so it takes more than one block of 8 MiB.
      const noise = join(temp, `${step.name}.bin`);
      await writeFile(noise, randomBytes(step.mebibytes * 1024 * 1024));
      return client.uploadArtifact(step.name, [file, noise], temp);
    }
    case 'list':
      return (await client.listArtifacts({ latest: step.latest ?? false })).artifacts;
    case 'get':
      return (await client.getArtifact(step.name)).artifact;
    case 'download':
      return download(step.id, step.digest);
    case 'get and download': {
      const { artifact } = await client.getArtifact(step.name);
      return download(artifact.id, artifact.digest);
    }
    case 'delete':
      return client.deleteArtifact(step.name);
    default:
      return step satisfies never;
  }
}

async function download(id: number, expectedHash?: string) {
  const path = join(temp, `download-${id}`);
  await mkdir(path, { recursive: true });
  const options = expectedHash === undefined ? {} : { expectedHash };
  const { digestMismatch } = await client.downloadArtifact(id, { path, ...options });
  const files = await readdir(path);
  const text = files.find((file) => file.endsWith('.txt')) ?? '';
  return { digestMismatch, files, text: await readFile(join(path, text), 'utf8') };
}

const results = [];
for (const step of JSON.parse(process.argv[2] ?? '[]') as ClientStep[]) {
  results.push(
    await play(step).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.message }),
    ),
  );
}
process.stdout.write(`\n${JSON.stringify(results)}\n`);
