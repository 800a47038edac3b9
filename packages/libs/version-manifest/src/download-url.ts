import { quote } from '@gatehouse/action-kit/quote';

/** The parts of `https://host/owner/name/releases/download/tag/file`. */
export interface ReleaseUrl {
  readonly host: string;
  /** `owner/name`, as the URL spells it. */
  readonly repository: string;
  readonly tag: string;
  readonly filename: string;
}

export type UrlRefusal = {
  readonly kind: 'refused';
  readonly code:
    | 'not-a-url'
    | 'not-https'
    | 'not-normal'
    | 'not-a-release-asset'
    | 'foreign'
    | 'other-tag'
    | 'draft'
    | 'other-file';
  readonly message: string;
};

export type ReleaseUrlReading = { readonly kind: 'release'; readonly release: ReleaseUrl } | UrlRefusal;

export type UrlVerdict =
  | {
      readonly kind: 'ok';
      /** In the spelling that is written: the repository's own case, the release's tag. */
      readonly url: string;
    }
  | UrlRefusal;

/** The asset that a URL is expected to name. */
export interface ExpectedAsset {
  /** Such as `https://github.com`. */
  readonly serverUrl: string;
  /** `owner/name`, in the spelling that is written. */
  readonly repository: string;
  readonly tag: string;
  readonly filename: string;
  /** Take the `untagged-…` URL that GitHub gives while a release is a draft, and write the tag's. */
  readonly allowDraft?: boolean;
}

/**
 * Reads a download URL of a release. Every character counts: what `URL` would decode, drop or resolve
 * is refused, since a prefix of the text then says nothing about where the download goes.
 */
export function readReleaseUrl(text: string): ReleaseUrlReading {
  const url = text.length <= 2048 ? URL.parse(text) : null;
  if (!url) return refuse('not-a-url', text, 'is no URL');
  if (url.protocol !== 'https:') return refuse('not-https', text, 'is not https');
  const bare = `https://${url.hostname}${url.pathname}`;
  if (text !== bare || !/^[\w:/.@+~-]+$/.test(text)) {
    return refuse(
      'not-normal',
      text,
      'holds a user, a port, a query, a fragment, an encoded or dot segment, or a character that a URL parser rewrites',
    );
  }
  const [, owner, name, releases, download, tag, filename, ...rest] = url.pathname.split('/');
  if (
    !owner ||
    !name ||
    releases !== 'releases' ||
    download !== 'download' ||
    !tag ||
    !filename ||
    rest.length > 0
  ) {
    return refuse(
      'not-a-release-asset',
      text,
      'is not of the form https://host/owner/name/releases/download/tag/file',
    );
  }
  return { kind: 'release', release: { host: url.hostname, repository: `${owner}/${name}`, tag, filename } };
}

/** Whether `text` is the download URL of exactly the expected asset. */
export function checkDownloadUrl(text: string, expected: ExpectedAsset): UrlVerdict {
  const reading = readReleaseUrl(text);
  if (reading.kind === 'refused') return reading;
  const { host, repository, tag, filename } = reading.release;
  const server = new URL(expected.serverUrl).host;
  if (host !== server || repository.toLowerCase() !== expected.repository.toLowerCase())
    return refuse(
      'foreign',
      text,
      `belongs to ${quote(`${host}/${repository}`)}; expected ${server}/${expected.repository}`,
    );
  if (filename !== expected.filename)
    return refuse(
      'other-file',
      text,
      `names the file ${quote(filename)}; expected ${quote(expected.filename)}`,
    );
  const draft = /^untagged-[0-9a-f]{1,64}$/.test(tag);
  if (draft && !expected.allowDraft)
    return refuse('draft', text, 'is the address of a draft, which ends when the release is published');
  if (!draft && tag !== expected.tag)
    return refuse('other-tag', text, `names the tag ${quote(tag)}; expected ${quote(expected.tag)}`);
  const url = `https://${server}/${expected.repository}/releases/download/${expected.tag}/${expected.filename}`;
  if (readReleaseUrl(url).kind === 'refused')
    return refuse('not-normal', url, 'is made from a tag or file name that does not stand in a URL as it is');
  return { kind: 'ok', url };
}

function refuse(code: UrlRefusal['code'], text: string, what: string): UrlRefusal {
  return { kind: 'refused', code, message: `The download URL ${quote(text)} ${what}.` };
}
