import type { Input, Secret } from './input.ts';
import type { OwnWorkflow } from './own-workflow.ts';
export interface OwnWorkflows { readonly x: OwnWorkflow<{ readonly a: Input<'string', true> }, { readonly t: Secret<false> }, 'o'> }
