/** The file of the caller. */
export const CALLER_FILE = 'release.yml';

/** A release as somebody writes it who has a matrix of their own: two legs, and publish-indexes.yml behind them. */
export const callerFor = (slug: string): string => `name: Release
on:
  workflow_dispatch:
    inputs:
      image: { type: string, required: true }
      wait: { type: string, default: 10m }
permissions: {}
jobs:
  build:
    strategy:
      fail-fast: false
      matrix: { platform: [linux/amd64, linux/arm64] }
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { contents: read, packages: write }
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
      - id: build
        uses: docker/build-push-action@v7
        with:
          context: .
          platforms: \${{ matrix.platform }}
          outputs: type=image,name=\${{ inputs.image }},push-by-digest=true,name-canonical=true,push=true
      - uses: ${slug}/manifest-part@stage
        with:
          kind: image
          image: \${{ inputs.image }}
          platform: \${{ matrix.platform }}
          digest: \${{ steps.build.outputs.digest }}
  images:
    needs: build
    if: \${{ !cancelled() && needs.build.result != 'skipped' }}
    permissions: { contents: read, id-token: write, packages: write }
    uses: ./.github/workflows/publish-indexes.yml
    with:
      wait: \${{ inputs.wait }}
      tags: 1.2.3
      floating-tags: latest
      expected-platforms: |
        linux/amd64
        linux/arm64
      plan: |
        targets:
          - image: \${{ inputs.image }}
          - image: \${{ inputs.image }}-mirror
            target: \${{ inputs.image }}
`;
