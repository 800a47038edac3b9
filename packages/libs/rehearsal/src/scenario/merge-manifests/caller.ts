/** The file of the caller. */
export const CALLER_FILE = 'release.yml';

/** What the legs build. */
export const VERSION = '3.14.7';
const PLATFORM_VERSION = '24.04';
export const keyOf = (arch: string): string => `${VERSION} / linux / ${PLATFORM_VERSION} / ${arch}`;

/** A release as somebody writes it who has a matrix of their own: two legs, and merge-manifests.yml behind them. */
export const callerFor = (slug: string): string => `name: Release
on:
  workflow_dispatch:
    inputs:
      policy: { type: string, default: require-all }
permissions: {}
jobs:
  build:
    strategy:
      fail-fast: false
      matrix: { arch: [ppc64le, s390x] }
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
      - run: node build.mjs
        env: { VERSION: ${VERSION}, PLATFORM_VERSION: "${PLATFORM_VERSION}", ARCH: "\${{ matrix.arch }}" }
      - uses: ${slug}/manifest-part@stage
        with:
          files: dist/*
          tag: ${VERSION}
          arch: \${{ matrix.arch }}
          platform: linux
          platform-version: "${PLATFORM_VERSION}"
          leg: \${{ toJSON(matrix) }}
  manifests:
    needs: build
    if: \${{ !cancelled() && needs.build.result != 'skipped' }}
    permissions: { contents: write }
    uses: ./.github/workflows/merge-manifests.yml
    with:
      expected: |
        ${keyOf('ppc64le')}
        ${keyOf('s390x')}
      policy: \${{ inputs.policy }}
`;
