import {
  type ImageLocation,
  parseBuildPlatform,
  parseImageLocation,
  type Repository,
} from '@gatehouse/oci-client';
import { parseDigestList } from '@gatehouse/oci-index';
import type { TargetSource } from '@gatehouse/oci-publish';

/** Reads a line of `sources`: `[PLATFORM=]DIGEST|REFERENCE|oci-layout://PATH`. Fails as the parser of its part does. */
export function parseSource(line: string, repository: Repository): TargetSource {
  const [, platform, named] = /^([^=@]+)=(.+)$/.exec(line) ?? [];
  const image = named ?? line;
  const location = parseLocation(image, repository);
  return {
    location,
    label: platform ?? image,
    ...(platform !== undefined && { platform: parseBuildPlatform(platform) }),
  };
}

/** `sha256:abc` would also be a reference: the tag `abc` of an image that is called `sha256`. */
function parseLocation(image: string, repository: Repository): ImageLocation {
  if (!/^sha\d+:/.test(image)) return parseImageLocation(image);
  const [digest] = parseDigestList(image);
  return { kind: 'registry', reference: { repository, ...(digest !== undefined && { digest }) } };
}
