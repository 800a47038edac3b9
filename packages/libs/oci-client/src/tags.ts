import { RegistryError } from './error/index.ts';
import { fieldsOf, texts } from './manifest/fields.ts';
import { formatRepository, type Repository } from './reference/index.ts';
import { readBounded } from './transport/body.ts';
import { nextPage } from './transport/pages.ts';
import type { Transport } from './transport/transport.ts';

/** The tags of a repository, as far as they were read. */
export interface TagList {
  readonly tags: readonly string[];
  /** Whether the last page was reached; `false` when the cap came before it. */
  readonly complete: boolean;
}

/** Amazon ECR refuses larger pages. */
const PAGE = '1000';
const LARGEST_PAGE = 8 * 1024 * 1024;

/** Lists the tags of a repository, at most `maxPages` pages of up to 1000. Fails with a `RegistryError`. */
export async function listTags(
  transport: Transport,
  repository: Repository,
  maxPages = 100,
): Promise<TagList> {
  const what = `the tags of ${formatRepository(repository)}`;
  const tags: string[] = [];
  let target: string | URL = 'tags/list';
  for (let page = 1; ; page++) {
    const query = target instanceof URL ? [] : ([['n', PAGE]] as const);
    const found: { readonly tags: readonly string[]; readonly next: URL | undefined } = await transport.send(
      { method: 'GET', repository, target, query, what },
      async (response, url) => {
        const body = await readBounded(response, LARGEST_PAGE, what);
        return { tags: readTags(body, what), next: nextPage(url, response.headers.get('link')) };
      },
    );
    tags.push(...found.tags);
    if (found.next === undefined || page >= maxPages) {
      return { tags: [...new Set(tags)], complete: found.next === undefined };
    }
    target = found.next;
  }
}

function readTags(body: Buffer, what: string): readonly string[] {
  try {
    return texts(fieldsOf(JSON.parse(body.toString('utf8')), '', what), 'tags');
  } catch (cause) {
    throw new RegistryError({
      kind: 'transient',
      message: `${what}: the answer is not a list of tags.`,
      cause,
    });
  }
}
