import type { Scope } from '../model/permissions.ts';

/** What somebody must know who calls a workflow, or lets it run. Every text is as GitHub would show it. */
export interface Explanation {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  /** What keeps it from running on the server it is explained for; `undefined` where nothing is known to. */
  readonly warning: string | undefined;
  /** Whether another workflow can call it. */
  readonly callable: boolean;
  /** The events that start it, sorted; none for one that is only called. */
  readonly triggers: readonly string[];
  readonly inputs: readonly ExplainedInput[];
  readonly outputs: readonly { readonly name: string; readonly description: string }[];
  readonly secrets: readonly ExplainedSecret[];
  /** The least that a caller must grant, whatever runs: GitHub compares before the first job starts. */
  readonly permissions: readonly ExplainedGrant[];
  readonly groups: readonly ExplainedGroup[];
  readonly environments: readonly { readonly name: string; readonly job: string }[];
  /** Whom to expect in the certificates of what it signs; empty where no job can sign. */
  readonly signers: readonly Signer[];
  /** A workflow that calls this one; `undefined` where none can. */
  readonly snippet: string | undefined;
}

export interface ExplainedInput {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** As it would be written; `undefined` where there is none. */
  readonly default: string | undefined;
  readonly description: string;
}

export interface ExplainedSecret {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
}

export interface ExplainedGrant {
  readonly scope: Scope;
  readonly level: 'read' | 'write';
  /** The jobs that ask for the level, each with its reason. */
  readonly jobs: readonly { readonly job: string; readonly reason: string | undefined }[];
}

/** A concurrency group. Groups are those of the caller's repository: one of the same name elsewhere waits too. */
export interface ExplainedGroup {
  /** As it stands in the workflow. */
  readonly group: string;
  /** The names that it can have for a caller who gives nothing, with `*` for what is known only then. */
  readonly names: readonly string[];
  /** The job, or the workflow where all of it is in the group. */
  readonly held: string;
  readonly queue: 'max' | 'single';
  readonly cancelInProgress: string;
}

/** Who signs: the subject in Fulcio's certificate is the workflow file of the job, not that of its caller. */
export interface Signer {
  readonly workflow: string;
  readonly jobs: readonly string[];
  /** A regular expression (RE2) for `cosign verify --certificate-identity-regexp`. */
  readonly identity: string;
  /** For `--certificate-oidc-issuer`. */
  readonly issuer: string;
  /** For `gh attestation verify --signer-workflow`. */
  readonly signerWorkflow: string;
}
