import { quote } from '@gatehouse/action-kit/quote';
import type { ExpectedAsset } from './download-url.ts';

export type PageVerdict =
  | { readonly kind: 'ok'; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Whether `text` is the page of the release that holds the expected asset. A draft's page becomes the tag's. */
export function checkReleasePage(text: string, expected: Omit<ExpectedAsset, 'filename'>): PageVerdict {
  const { host } = new URL(expected.serverUrl);
  const start = `https://${host}/${expected.repository}/releases/tag/`;
  const tag = text.toLowerCase().startsWith(start.toLowerCase()) ? text.slice(start.length) : undefined;
  const draft = expected.allowDraft === true && /^untagged-[0-9a-f]{1,64}$/.test(tag ?? '');
  if (tag === expected.tag || draft) return { kind: 'ok', url: `${start}${expected.tag}` };
  return {
    kind: 'refused',
    message: `release_url is ${quote(text)}; expected ${quote(`${start}${expected.tag}`)}.`,
  };
}
