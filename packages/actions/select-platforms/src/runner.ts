import { quote } from '@gatehouse/action-kit';
import { parseBuildPlatform, platformKey } from '@gatehouse/oci-client';

/** A runner for a platform, or for all platforms that begin so. */
export interface Runner {
  /** `linux/arm64`, or `linux/arm` for `linux/arm/v6` and `linux/arm/v7`. */
  readonly covers: string;
  /** One label, or the labels that it has all of. */
  readonly labels: string | readonly string[];
}

/** GitHub's own runners. An amd64 machine runs programs for 386 without emulation. */
export const GITHUB_RUNNERS: readonly Runner[] = [
  { covers: 'linux/amd64', labels: 'ubuntu-24.04' },
  { covers: 'linux/386', labels: 'ubuntu-24.04' },
  { covers: 'linux/arm64', labels: 'ubuntu-24.04-arm' },
];

/** Reads `PLATFORM=LABEL[,LABEL…]`; throws an error that completes a sentence about the line. */
export function runnerOf(line: string, label: RegExp): Runner {
  const [, name = '', said = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
  const labels = said.split(',').map((one) => one.trim());
  const [first = ''] = labels;
  if (name === '' || labels.some((one) => !label.test(one))) {
    throw new Error('expected PLATFORM=LABEL, such as linux/s390x=my-runner');
  }
  return { covers: prefixOf(name.trim()), labels: labels.length === 1 ? first : labels };
}

/** A platform without its variant stays without: it stands for all variants. */
function prefixOf(name: string): string {
  const platform = parseBuildPlatform(name);
  const { os, architecture } = platform;
  // The normal form of `arm` alone is v7; here it stands for every variant.
  const isAny = /^([^/]+\/)?arm$/i.test(name);
  return isAny ? `${os}/${architecture}` : platformKey(platform);
}

/** The runner of a platform: the longest match, the user's before GitHub's. */
export function runnerFor(platform: string, own: readonly Runner[]): Runner | undefined {
  return longest(platform, own) ?? longest(platform, GITHUB_RUNNERS);
}

function longest(platform: string, runners: readonly Runner[]): Runner | undefined {
  return runners
    .filter(({ covers }) => platform === covers || platform.startsWith(`${covers}/`))
    .sort((one, other) => other.covers.length - one.covers.length)[0];
}

/** The labels for a message. */
export function shownLabels({ labels }: Pick<Runner, 'labels'>): string {
  return [labels].flat().map(quote).join(', ');
}
