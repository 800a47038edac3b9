import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/*/test/**/*.test.ts',
      'packages/cli/test/**/*.test.ts',
      'tools/**/*.test.ts',
      'workflows-src/test/**/*.test.ts',
    ],
    globalSetup: 'tools/test/build-release.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
