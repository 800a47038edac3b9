/** A callable workflow of the shape that the generated ones have: plan, legs, one writer, a verdict. */
export const PUBLISH = `
name: Publish versions
on:
  workflow_call:
    inputs:
      version: { type: string, required: true }
      arches: { type: string, required: true }
      platform-versions: { type: string, required: true }
      upstream-manifest: { type: string, required: true }
      command: { type: string, required: true }
      policy: { type: string, default: require-all }
    secrets:
      token: { required: false }
permissions: {}
jobs:
  plan:
    runs-on: ubuntu-24.04
    outputs:
      matrix: \${{ steps.select.outputs.matrix }}
      expected: \${{ steps.select.outputs.expected }}
      empty: \${{ steps.select.outputs.empty }}
    steps:
      - id: select
        uses: gatehouse-actions/gatehouse/select-versions@rehearsed
        with:
          version: \${{ inputs.version }}
          upstream-manifest: \${{ inputs.upstream-manifest }}
          arches: \${{ inputs.arches }}
          platform-versions: \${{ inputs.platform-versions }}
          max-versions: '1'
          runner-template: ubuntu-24.04
  build:
    name: build (\${{ matrix.arch }}, \${{ matrix.platform-version }})
    needs: plan
    if: needs.plan.outputs.empty == 'false'
    runs-on: \${{ matrix.runner }}
    strategy:
      fail-fast: false
      matrix: \${{ fromJSON(needs.plan.outputs.matrix) }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - name: Build
        uses: gatehouse-actions/gatehouse/retry-run@rehearsed
        env:
          VERSION: \${{ matrix.version }}
          ARCH: \${{ matrix.arch }}
          PLATFORM_VERSION: \${{ matrix.platform-version }}
        with:
          command: \${{ inputs.command }}
          backoff: 50ms
          deadline: 1m
      - id: part
        uses: gatehouse-actions/gatehouse/manifest-part@rehearsed
        with:
          files: dist/*
          inspect: 'true'
          tag: \${{ matrix.tag }}
          arch: \${{ matrix.arch }}
          platform: \${{ matrix.platform }}
          platform-version: \${{ matrix.platform-version }}
          leg: \${{ toJSON(matrix) }}
  update-manifests:
    needs: [plan, build]
    if: \${{ !cancelled() && needs.plan.result == 'success' && needs.build.result != 'skipped' }}
    runs-on: ubuntu-24.04
    outputs:
      result: \${{ steps.merge.outputs.result }}
    steps:
      - id: merge
        uses: gatehouse-actions/gatehouse/manifest-merge@rehearsed
        with:
          layout: version-arch
          expected: \${{ needs.plan.outputs.expected }}
          policy: \${{ inputs.policy }}
          branch: main
          token: \${{ secrets.token || github.token }}
  verdict:
    needs: [plan, build, update-manifests]
    if: \${{ always() }}
    runs-on: ubuntu-24.04
    steps:
      - env:
          RESULTS: \${{ needs.plan.result }} \${{ needs.build.result }} \${{ needs.update-manifests.result }}
        run: |
          echo "$RESULTS"
          test "$RESULTS" = 'success success success'
`;
