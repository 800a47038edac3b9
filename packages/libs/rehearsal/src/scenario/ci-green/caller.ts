/** The file of {@link CALLER}. */
export const CALLER_FILE = 'release.yml';

/** A release as somebody writes it: the gate, an approval that takes its time, the gate again, and out it goes. */
export const callerFor = (slug: string): string => `name: Release
on:
  workflow_dispatch:
    inputs:
      workflows: { type: string, default: "- ci.yml" }
      ref-policy: { type: string, default: head }
      wait: { type: boolean, default: false }
      grace: { type: string, default: 0s }
permissions: {}
jobs:
  ci-green:
    permissions: { actions: read, checks: read, contents: read, statuses: read }
    uses: ./.github/workflows/ci-green.yml
    with:
      workflows: \${{ inputs.workflows }}
      branch: main
      ref-policy: \${{ inputs.ref-policy }}
      wait: \${{ inputs.wait }}
      grace: \${{ inputs.grace }}
      interval: 100ms
      deadline: 1m
  publish:
    needs: ci-green
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { actions: read, contents: read }
    steps:
      - name: Wait for the approval
        run: curl --fail --silent --show-error --request POST "$STAGE/approvals"
      - id: again
        uses: ${slug}/ci-green-gate@stage
        with:
          workflows: \${{ inputs.workflows }}
          branch: main
          ref-policy: \${{ inputs.ref-policy }}
          recheck: true
          evidence: \${{ needs.ci-green.outputs.evidence }}
          grace: 0s
      - name: Publish
        run: curl --fail --silent --show-error --request POST "$STAGE/publications"
`;
