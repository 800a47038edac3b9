import { assemble } from './assemble.ts';
import { convertArguments, MIN_LAYER_SIZE } from './command.ts';
import type { Conversion, ConvertDeps, ConvertOptions } from './conversion.ts';
import { convertedSource } from './converted-source.ts';
import { saysEmptyIndex } from './empty-index.ts';
import { badOutput, SociError } from './error.ts';
import { type ConvertedPlatforms, choosePlatforms } from './image/choose-platforms.ts';
import { writeInput } from './image/input-layout.ts';
import { indexableLayers, largeLayers } from './image/layers.ts';
import { readImage, type SourceImage } from './image/read-image.ts';
import { checkOutput } from './output/check-output.ts';
import { readOutput } from './output/read-output.ts';
import { diskError, isFileSystemError, keepOnly, openScratch, removeScratch } from './scratch.ts';
import { checkVersion } from './tool/check-version.ts';
import { endingError } from './tool/ending-error.ts';
import { findTool } from './tool/find.ts';
import { runTool, type ToolTerms } from './tool/run.ts';

/**
 * Converts an image into one with SOCI indexes (`soci convert --standalone`), and proves that the result is the
 * same image with indexes and nothing else. Writes to no registry. Needs the tool only here, so a dry run needs none.
 * Fails with a `RegistryError` where the image cannot be read.
 */
export async function convert(options: ConvertOptions, deps: ConvertDeps): Promise<Conversion> {
  try {
    return await story(options, deps);
  } catch (thrown) {
    if (deps.signal?.aborted) return { kind: 'failed', error: cancelled(thrown) };
    if (thrown instanceof SociError) return { kind: 'failed', error: thrown };
    if (isFileSystemError(thrown)) return { kind: 'failed', error: diskError(options.folder, thrown) };
    throw thrown;
  } finally {
    await removeScratch(options.folder);
  }
}

async function story(options: ConvertOptions, deps: ConvertDeps): Promise<Conversion> {
  const { source, digest, folder, minLayerSize = MIN_LAYER_SIZE } = options;
  refuseSystem(deps.system);
  const tool = await findTool(options.tool, deps.env);
  const scratch = await openScratch(folder);
  const terms = () => toolTerms(scratch.temporary, deps);
  const toolVersion = await checkVersion(tool, terms());
  const image = await readImage(source, digest);
  const platforms = choosePlatforms(image, options.platforms);
  deps.log.info(`Converting ${source.name}@${digest} with soci ${toolVersion} (from ${tool.from}).`);
  await writeInput(source, image, platforms, scratch.input, { ...deps, minLayerSize });
  const args = convertArguments(options, platforms, scratch);
  const run = await runTool(tool.path, args, { ...terms(), log: 'shown' });
  if (saysEmptyIndex(run)) return notApplicable(platforms, minLayerSize);
  if (run.kind !== 'exited' || run.exitCode !== 0) throw endingError('soci convert', run);
  return proved(options, image, platforms, { path: scratch.output, minLayerSize, toolVersion });
}

async function proved(
  { source }: ConvertOptions,
  image: SourceImage,
  platforms: ConvertedPlatforms,
  terms: { readonly path: string; readonly minLayerSize: number; readonly toolVersion: string },
): Promise<Conversion> {
  const { path, toolVersion } = terms;
  const output = await readOutput(path);
  const checked = await checkOutput(output, image, platforms, terms);
  const index = assemble(output, image, checked.platforms);
  const children = [...output.images.values(), ...output.attached.values()].map(({ stored }) => stored);
  await keepOnly(path, checked.added);
  return {
    kind: 'converted',
    descriptor: index.descriptor,
    source: convertedSource(source, output.source, [index, ...children], checked.added),
    platforms: checked.platforms,
    toolVersion,
  };
}

/** The tool is believed only where the layers that we see say the same. */
function notApplicable({ chosen }: ConvertedPlatforms, minLayerSize: number): Conversion {
  const [layer] = chosen.flatMap((image) => indexableLayers(image, minLayerSize));
  if (layer !== undefined) {
    throw badOutput('no SOCI index, because no layer can have one', `one of the layer ${layer.digest}`);
  }
  const isAnyLarge = chosen.some((image) => largeLayers(image, minLayerSize).length > 0);
  const reason = isAnyLarge ? 'layers-unsupported' : 'layers-too-small';
  return { kind: 'not-applicable', reason, minLayerSize };
}

/**
 * The tool works on files, so it gets neither credentials nor the home folder that may hold some. Its own
 * temporary copies go to the scratch folder, since /tmp is in memory on some machines.
 */
function toolTerms(temporary: string, { env, remainingMs, signal, graceMs, write }: ConvertDeps): ToolTerms {
  const { PATH = '', RUNNER_TRACKING_ID } = env;
  return {
    timeoutMs: remainingMs(),
    signal,
    graceMs,
    write,
    env: {
      PATH,
      TMPDIR: temporary,
      // By this the runner finds what outlives a job.
      ...(RUNNER_TRACKING_ID !== undefined && { RUNNER_TRACKING_ID }),
    },
  };
}

function refuseSystem(system: NodeJS.Platform = process.platform): void {
  if (system === 'linux') return;
  throw new SociError({
    code: 'SOCI_SYSTEM',
    message: `SOCI indexes can be made on Linux only; found ${system}.`,
    hint: 'Run this job on a Linux runner. Images for other systems can be converted there too.',
  });
}

function cancelled(cause: unknown): SociError {
  return new SociError({ code: 'SOCI_CANCELLED', message: 'The conversion was cancelled.', cause });
}
