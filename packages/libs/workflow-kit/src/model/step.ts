import type { Expr, ExprAt } from '../expression/expr.ts';
import type { SourcePosition } from '../source/position.ts';
import type { Script } from './script.ts';
import type { Suppression } from './suppression.ts';
import type { FlagAt, NumberAt, TextAt, Value, Values, ValuesAt } from './value.ts';

/** One step of a built job. */
export type Step = RunStep | ThirdPartyStep | OwnStep | LocalStep;

interface StepBase {
  readonly at: SourcePosition;
  readonly id: string | undefined;
  readonly name: Value | undefined;
  readonly if: Expr | undefined;
  readonly env: Values;
  readonly continueOnError: Value | undefined;
  readonly timeoutMinutes: Value | undefined;
  readonly suppressions: readonly Suppression[];
}

/** A script. */
export interface RunStep extends StepBase {
  readonly kind: 'run';
  readonly script: Script;
  /** `undefined`: bash, on every system, as the workflow's `defaults` say. */
  readonly shell: Shell | undefined;
  readonly workingDirectory: Value | undefined;
  /** The outputs that the script sets. */
  readonly outputs: readonly string[];
}

/** A third-party action, by its name in the catalogue of pins: `actions/checkout`. */
export interface ThirdPartyStep extends StepBase {
  readonly kind: 'third-party';
  readonly action: string;
  readonly with: Values;
}

/** An action of the library, by its name: `manifest-merge`. */
export interface OwnStep extends StepBase {
  readonly kind: 'own';
  readonly action: string;
  readonly with: Values;
}

/** An action of the repository that the workflow stands in, by its path: `.github/actions/build`. */
export interface LocalStep extends StepBase {
  readonly kind: 'local';
  readonly action: string;
  readonly with: Values;
}

/** The shells that GitHub knows by name. */
export const SHELLS = ['bash', 'cmd', 'powershell', 'pwsh', 'python', 'sh'] as const;

export type Shell = (typeof SHELLS)[number];

/** What every step can be given. */
export interface StepSpec {
  /** Needed where an output of the step is read. */
  readonly id?: string;
  readonly name?: TextAt<'step-name'>;
  /** Runs the step only then; without a status function GitHub adds `success() &&`. */
  readonly if?: ExprAt<'step-if', 'boolean'>;
  readonly env?: ValuesAt<'step-env'>;
  readonly continueOnError?: FlagAt<'step-continue-on-error'>;
  readonly timeoutMinutes?: NumberAt<'step-timeout-minutes'>;
  readonly suppress?: readonly Suppression[];
}

/** What a script can be given. */
export interface RunSpec<Output extends string = string> extends StepSpec {
  readonly script: Script;
  readonly shell?: Shell;
  readonly workingDirectory?: TextAt<'string-steps-context'>;
  /** The names that the script writes to `$GITHUB_OUTPUT`. */
  readonly outputs?: readonly Output[];
}

/** What an action can be given. */
export interface UseSpec extends StepSpec {
  readonly with?: ValuesAt<'step-with'>;
}
