import { quote, quoteList } from '@gatehouse/action-kit';
import type { Mismatch, OtherRun } from '../workflows/match.ts';
import type { Requirement } from '../workflows/requirement.ts';
import { short, stateOf, word } from '../workflows/workflow-run.ts';
import type { Cause } from './cause.ts';
import type { Commit, Facts } from './facts.ts';
import { type Filter, readTrigger } from './triggers.ts';

/** Every explanation for a workflow without a run, the surest first; never empty. */
export function explainAbsence(
  requirement: Requirement,
  others: readonly OtherRun[],
  sha: string,
  facts: Facts,
): readonly Cause[] {
  const causes = [
    ...explainOthers(requirement, others),
    ...explainFile(requirement, facts),
    ...explainCommit(requirement, sha, facts.commit),
    ...explainTriggers(requirement, facts),
  ];
  return causes.length > 0 ? causes : [UNEXPLAINED];
}

const UNEXPLAINED: Cause = {
  code: 'unexplained',
  said: 'nothing found says why; only the last commit of a push gets runs, and a queued run can be replaced by that of a newer push',
};

const MISMATCHES: Readonly<Record<Mismatch, (other: OtherRun, requirement: Requirement) => string>> = {
  'own-run': () => 'its only run is the one that asks, which cannot prove itself',
  fork: ({ run }) => `the commit ran in ${quote(run.headRepository)}, not in this repository`,
  event: ({ run }, { events }) =>
    `only a ${word(run.event)} run exists, and ${events.join(' or ')} is asked for`,
  branch: ({ run }, { branch }) => `a run exists for ${quote(run.branch)}, and ${branch} is asked for`,
};

const OTHER_CODES: Readonly<Record<Mismatch, string>> = {
  'own-run': 'own-run',
  fork: 'fork',
  event: 'other-event',
  branch: 'other-branch',
};

function explainOthers(requirement: Requirement, others: readonly OtherRun[]): readonly Cause[] {
  const first = new Map(others.toReversed().map((other) => [`${other.mismatch} ${other.run.event}`, other]));
  return [...first.values()].map((other) => ({
    code: OTHER_CODES[other.mismatch],
    said: `${MISMATCHES[other.mismatch](other, requirement)} (run ${other.run.id}, ${stateOf(other.run)})`,
  }));
}

function explainFile({ path: wanted }: Requirement, { workflows, files }: Facts): readonly Cause[] {
  // What an organization requires is a file of another repository.
  if (wanted.kind === 'organization') return [];
  const { path } = wanted;
  const state = workflows?.get(path);
  const causes: Cause[] = [];
  if (state !== undefined && state !== 'active') {
    causes.push({ code: 'disabled', said: `GitHub has the workflow as ${word(state)}` });
  }
  if (!path.startsWith('dynamic/') && files !== undefined && !files.has(path)) {
    const there = [...files].map((file) => file.replace(/^.*\//, ''));
    const instead = there.length === 0 ? 'no workflow at all' : quoteList(there);
    causes.push({ code: 'file-absent', said: `the file is not in that commit, which has ${instead}` });
  } else if (workflows !== undefined && state === undefined) {
    causes.push({
      code: 'unknown-workflow',
      said: 'GitHub knows no workflow of that file, it may have been renamed since',
    });
  }
  return causes;
}

/** https://docs.github.com/actions/how-tos/manage-workflow-runs/skip-workflow-runs */
const SKIP = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|\n\n\s*skip-checks: ?true\s*$/i;
/** The only events that such a message holds back. */
const SKIPPABLE = ['push', 'pull_request'];

function explainCommit({ events }: Requirement, sha: string, commit: Commit | undefined): readonly Cause[] {
  if (commit === undefined) return [];
  const causes: Cause[] = [];
  if (commit.sha !== sha) {
    causes.push({
      code: 'not-a-commit',
      said: `${short(sha)} is no commit, it leads to ${word(commit.sha)}`,
    });
  }
  const [skip] = SKIP.exec(commit.message) ?? [];
  if (skip !== undefined && events.some((event) => SKIPPABLE.includes(event))) {
    causes.push({ code: 'skip-ci', said: `the message of the commit holds ${quote(skip.trim())}` });
  }
  if (commit.author === 'github-actions[bot]') {
    causes.push({
      code: 'pushed-by-token',
      said: 'a workflow made the commit, and what is pushed with its GITHUB_TOKEN starts no run',
    });
  }
  return causes;
}

function explainTriggers(
  { path, events, branch }: Requirement,
  { sources, commit }: Facts,
): readonly Cause[] {
  const source = sources.get(path.path);
  if (source === undefined) return [];
  return events.flatMap((event): readonly Cause[] => {
    const trigger = readTrigger(source, event);
    if (trigger === undefined)
      return [{ code: 'file-invalid', said: 'the file at that commit cannot be read as a workflow' }];
    if (trigger.kind === 'none') {
      return [
        {
          code: 'not-triggered',
          said: `the file at that commit starts on ${quoteList(trigger.events)}, not on ${event}`,
        },
      ];
    }
    return explainFilters(event, branch, trigger.filters, commit);
  });
}

function explainFilters(
  event: string,
  branch: string,
  filters: Readonly<Partial<Record<Filter, readonly string[]>>>,
  commit: Commit | undefined,
): readonly Cause[] {
  const changed = commit?.changed.length ? `; the commit changes ${quoteList(commit.changed, 5)}` : '';
  const said = (name: Filter, meaning: string) =>
    `its ${event} trigger has "${name}" ${quoteList(filters[name] ?? [], 5)}, ${meaning}`;
  const causes: Cause[] = [];
  const add = (code: string, text: string) => void causes.push({ code, said: text });
  const { branches, tags } = filters;
  if (branches?.every((pattern) => isPlain(pattern) && pattern !== branch)) {
    add('branch-filter', said('branches', `and the branch is ${branch}`));
  }
  if (filters['branches-ignore']?.includes(branch)) {
    add('branch-filter', said('branches-ignore', `and the branch is ${branch}`));
  }
  if (tags !== undefined && branches === undefined && filters['branches-ignore'] === undefined) {
    add('branch-filter', said('tags', 'and no branches, so it starts for tags only'));
  }
  if (filters.paths) add('path-filter', said('paths', `so it starts only for changes there${changed}`));
  if (filters['paths-ignore']) {
    add('path-filter', said('paths-ignore', `so it does not start for changes there alone${changed}`));
  }
  return causes;
}

/** Whether a pattern matches itself only. */
function isPlain(pattern: string): boolean {
  return !/[*?+![\]]/.test(pattern);
}
