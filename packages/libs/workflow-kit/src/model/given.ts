import type { Expr, ExprAt, ExprType } from '../expression/expr.ts';
import type { GivenType, Input, Inputs, Secrets, ValueOf } from './input.ts';

/** What a caller gives for the inputs `I`. */
export type Given<I extends Inputs> = {
  readonly [N in keyof I as I[N]['required'] extends true ? N : never]: GivenValue<I[N]>;
} & {
  readonly [N in keyof I as I[N]['required'] extends true ? never : N]?: GivenValue<I[N]>;
};

type GivenValue<I extends Input> = ValueOf<I['type']> | ExprAt<'scalar-needs-context', GivenType<I['type']>>;

/** What a caller hands on for the secrets `S`. */
export type GivenSecrets<S extends Secrets> = {
  readonly [N in keyof S as S[N]['required'] extends true ? N : never]: GivenSecret;
} & {
  readonly [N in keyof S as S[N]['required'] extends true ? never : N]?: GivenSecret;
};

type GivenSecret = Expr<ExprType, 'github' | 'needs' | 'secrets'>;
