import { type Fixture, inCall } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a caller that grants too little for a job two calls below',
    mutation: inCall('nightly.yml', 'batch', () => ({
      permissions: [{ scope: 'contents', level: 'read', reason: undefined }],
    })),
    at: 'nightly.yml/batch',
    message:
      /grants \{ contents: read \}; .* ask for \{ contents: write \} beyond.*at least \{ contents: write \}/,
  },
  {
    about: 'a caller that grants nothing',
    mutation: inCall('ci.yml', 'docs', () => ({ permissions: [] })),
    at: 'ci.yml/docs',
    message: /grants \{\}; its jobs ask for \{ contents: read \}/,
  },
];
