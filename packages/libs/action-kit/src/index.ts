export { type Action, runAction } from './action.ts';
export { findRunContext, type RunContext, readRunContext } from './context.ts';
export { ActionError, type ErrorParts, isActionError, messageOf } from './errors.ts';
export {
  type Circumstances,
  closedGate,
  type Gate,
  type GateEnd,
  type GateMessage,
  type GateOutcome,
  type GateReport,
  openGate,
  type Verdict,
} from './gate.ts';
export { type GateRun, readGateRun } from './gate-run.ts';
export { wordsOf } from './input-words.ts';
export {
  choice,
  duration,
  flag,
  type Input,
  type InputShape,
  type InputSource,
  type InputValues,
  input,
  integer,
  invalidInput,
  lines,
  matching,
  optional,
  readInputs,
  runnerInputs,
  secret,
  text,
  withDefault,
} from './inputs.ts';
export { type Log, memoryLog, runnerLog } from './log.ts';
export { type OutputValue, setOutputs } from './outputs.ts';
export { type ProxyUse, useProxiesOf } from './proxy/proxy-use.ts';
export { quote, quoteLines, quoteList } from './quote.ts';
export { redact } from './redaction.ts';
export { runEvidence } from './run-evidence.ts';
export { type GateDeps, gateDeps, runGate } from './run-gate.ts';
export { concealSecret, registerSecret } from './secrets.ts';
export { appendSummary, cell, table } from './summary.ts';
