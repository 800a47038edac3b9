/** One try of a job, as it is, whatever an API says about it. */
export interface Job {
  readonly name: string;
  /** Attempt of the run in which the job ran; a re-run of failed jobs keeps the jobs that passed earlier. */
  readonly attempt: number;
  readonly status: string;
  readonly conclusion: string | null;
}

/** One attempt of a run. */
export interface Attempt {
  readonly status: string;
  readonly conclusion: string | null;
  readonly jobs: readonly Job[];
}

/** A run with all its attempts, the latest last. */
export interface Run {
  readonly id: number;
  readonly number: number;
  readonly workflowId: number;
  readonly path: string;
  readonly event: string;
  readonly branch: string;
  /** Whether a tag of that name started the run, and not a branch. */
  readonly byTag: boolean;
  /** Ref of the repository that the workflow's file came from, if an organization requires it. */
  readonly sourceRef: string | undefined;
  /** Base branch of the merge queue that started the run. */
  readonly queueFor: string | undefined;
  readonly sha: string;
  readonly repositoryId: number;
  readonly headRepositoryId: number;
  readonly attempts: readonly Attempt[];
}

/** A workflow: its file, and the repository that the file comes from if an organization requires it. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly source: string | undefined;
}

/** One report of a check; the reports of a world are in the order in which they were made. */
export interface Check {
  readonly id: number;
  readonly name: string;
  readonly appId: number;
  readonly appSlug: string;
  readonly suite: number;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
}

/** One report of a status; the reports of a world are in the order in which they were made. */
export interface Status {
  readonly id: number;
  readonly context: string;
  readonly creator: string;
  readonly sha: string;
  readonly state: string;
}

/** All that is true of a repository at one moment. */
export interface World {
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Commits of each branch, the head first. */
  readonly branches: Readonly<Record<string, readonly string[]>>;
  /** Commit that each tag leads to. */
  readonly tags: Readonly<Record<string, string>>;
  readonly workflows: readonly Workflow[];
  readonly runs: readonly Run[];
  /** How many runs there have been; no number and no id is given twice. */
  readonly runsMade: number;
  readonly checks: readonly Check[];
  readonly statuses: readonly Status[];
}

/** A workflow that must be green. */
export interface WantedWorkflow {
  readonly file: string;
  /** Repository of a workflow that an organization requires. */
  readonly source: string | undefined;
  readonly ref: string | undefined;
  readonly events: readonly string[] | undefined;
  readonly branch: string | undefined;
  readonly jobs: readonly string[];
  readonly when: 'run' | 'job';
  readonly optional: boolean;
}

/** A check that must be green; the app is a slug or an id. */
export interface WantedCheck {
  readonly name: string;
  readonly app: string | number;
  readonly optional: boolean;
}

/** A status that must be green. */
export interface WantedStatus {
  readonly context: string;
  readonly creator: string;
  readonly optional: boolean;
}

/** What the gate is asked. */
export interface Question {
  readonly sha: string;
  /** Tag that must lead to the commit. */
  readonly tag: string | undefined;
  readonly branch: string | undefined;
  readonly refPolicy: 'head' | 'ancestor' | 'none';
  readonly policy: 'latest' | 'any-success';
  readonly eventsPolicy: 'any' | 'all';
  readonly events: readonly string[];
  readonly allowed: readonly string[];
  readonly ownRunId: number;
  readonly workflows: readonly WantedWorkflow[];
  readonly checks: readonly WantedCheck[];
  readonly statuses: readonly WantedStatus[];
}
