import type { ExpectedFile } from '../../src/drift/index.ts';
import {
  checkout,
  parsePins,
  type RenderOptions,
  read,
  renderWorkflow,
  run,
  type Script,
  script,
  uses,
  workflow,
} from '../../src/index.ts';
import { CATALOGUE, options, untypedOwn } from '../options.ts';

/** The path of the catalogue of the samples. */
export const CATALOGUE_PATH = '/repository/workflows-src/pins/action.yml';

/** `CATALOGUE` with `text` replaced. */
export function catalogueWith(text: string, by: string): string {
  return CATALOGUE.replaceAll(text, by);
}

const sample = (command: Script, called: string | undefined) =>
  workflow({
    file: 'sample.yml',
    name: 'Sample',
    description: 'Checks out, sets up and merges.',
    on: { push: {} },
    jobs: (build) => {
      build.job('test', {
        permissions: { contents: read('checks out') },
        runsOn: 'ubuntu-24.04',
        steps: [
          checkout(),
          uses('actions/setup-node'),
          run({ script: command }),
          untypedOwn('merge-parts', { with: { policy: 'require-all' } }),
        ],
      });
      if (called !== undefined) build.call('call', { workflow: called, permissions: {} });
    },
  });

/** The sample as it is generated, with other options, another command or a call where they matter. */
export function generated(
  given: Partial<RenderOptions> = {},
  command = script`npm test`,
  called?: string,
): ExpectedFile {
  const source = sample(command, called);
  return {
    file: 'sample.yml',
    source: source.at.file.slice(options.root.length),
    text: renderWorkflow(source, { ...options, ...given }),
  };
}

export const pins = parsePins(CATALOGUE, CATALOGUE_PATH);
export const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
export const SETUP_NODE = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0';
/** What a bot makes of {@link CHECKOUT}. */
export const BUMPED = `actions/checkout@${'a1'.repeat(20)} # v7.1.0`;
