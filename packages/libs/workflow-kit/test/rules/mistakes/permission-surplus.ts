import { type Fixture, inCall } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a caller that grants what nobody asks for',
    mutation: inCall('ci.yml', 'docs', () => ({
      permissions: [
        { scope: 'contents', level: 'read', reason: undefined },
        { scope: 'issues', level: 'read', reason: undefined },
      ],
    })),
    at: 'ci.yml/docs',
    message: /grants \{ issues: read \}, which none of its jobs asks for\. Grant \{ contents: read \}/,
  },
];
