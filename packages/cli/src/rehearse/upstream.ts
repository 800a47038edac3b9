/** What upstream really publishes, as its own repository holds it; seen from the library's root. */
export const UPSTREAM =
  'packages/libs/version-manifest/fixtures/actions-python-versions/versions-manifest.json';
