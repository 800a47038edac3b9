/** What a release asset is, judged by its name. */
export type AssetKind =
  | { readonly kind: 'archive' }
  | { readonly kind: 'companion'; readonly what: Companion }
  | { readonly kind: 'unknown' };

export type Companion = 'scan report' | 'sbom' | 'gate result' | 'log' | 'checksum' | 'signature';

const ARCHIVE = /\.(tar\.(gz|xz|zst|bz2)|tgz|txz|zip|7z)$/;

/** The first form that fits decides: a signature of an SBOM is a signature. */
const COMPANIONS: readonly (readonly [Companion, RegExp])[] = [
  [
    'signature',
    /\.(asc|sig|minisig|sigstore|sigstore\.json|bundle|pem|crt|intoto\.jsonl|attestation\.json)$/,
  ],
  [
    'checksum',
    /\.(sha(1|224|256|384|512)(sum)?s?|md5|b2|b3)$|^((sha(256|512)|md5)sums?|checksums?|hashes)(\.\w+)*$/,
  ],
  ['log', /\.(log|log\.gz)$/],
  ['gate result', /(^|[-_.])gate-result\.json$/],
  [
    'scan report',
    /^trivy[-_.].*\.(json|txt|html|xml)$|\.sarif(\.json)?$|[-_.](vuln|secret|grype|trivy)\.json$/,
  ],
  ['sbom', /[-_.](sbom|cdx|cyclonedx|spdx|bom)(\.(json|xml|spdx|txt))?$/],
];

/**
 * Archives are what a manifest lists; companions (Trivy reports, SBOMs, SARIF, logs, gate results,
 * checksums, signatures) lie beside them in a release and never belong into a manifest.
 */
export function assetKind(name: string): AssetKind {
  const folded = name.toLowerCase();
  const companion = COMPANIONS.find(([, form]) => form.test(folded));
  if (companion) return { kind: 'companion', what: companion[0] };
  // `trivy-….tar.gz` is a scanner's, not a release's: the source's own filter excludes it as well.
  if (folded.startsWith('trivy')) return { kind: 'companion', what: 'scan report' };
  return { kind: ARCHIVE.test(folded) ? 'archive' : 'unknown' };
}
