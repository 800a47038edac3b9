import type { Publisher } from './expectation/expected.ts';

/** Something that no API tells, for a person to compare. */
export interface ManualItem {
  readonly id: string;
  /** What to look at, and where. */
  readonly subject: string;
  /** What must stand there, by the words of the page. */
  readonly values: Readonly<Record<string, string>>;
  readonly page: string;
}

/**
 * The records of trusted publishers as a checklist. crates.io shows them only to owners of the crate, and
 * PyPI to nobody by an API.
 */
export function manualItems(publishers: readonly Publisher[], repository: string): readonly ManualItem[] {
  const [owner = '', name = ''] = repository.split('/');
  const items = publishers.flatMap((publisher) => [
    recordOf(publisher, owner, name),
    ...(publisher.only === undefined ? [] : [onlyOf(publisher, publisher.only)]),
  ]);
  return items.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

function recordOf(publisher: Publisher, owner: string, name: string): ManualItem {
  const { registry, workflow, environment } = publisher;
  const crates = registry === 'crates.io';
  return {
    id: `${registry}/${publisher.name}/${workflow}/${environment ?? ''}`,
    subject: `${registry}, trusted publisher of ${publisher.name}`,
    values: {
      [crates ? 'Repository owner' : 'Owner']: owner,
      'Repository name': name,
      [crates ? 'Workflow filename' : 'Workflow name']: workflow,
      [crates ? 'Environment' : 'Environment name']:
        environment ?? '(none: any job of the workflow may publish)',
    },
    page: pageOf(publisher),
  };
}

function onlyOf(publisher: Publisher, only: boolean): ManualItem {
  return {
    id: `${publisher.registry}/${publisher.name}/trusted-publishing-only`,
    subject: `${publisher.registry}, trusted publishing of ${publisher.name}`,
    values: { 'Require trusted publishing for all new versions': only ? 'on' : 'off' },
    page: pageOf(publisher),
  };
}

function pageOf({ registry, name }: Publisher): string {
  return registry === 'crates.io'
    ? `https://crates.io/crates/${name}/settings`
    : `https://pypi.org/manage/project/${name}/settings/publishing/`;
}
