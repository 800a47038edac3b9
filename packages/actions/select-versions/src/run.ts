import { isActionError, type Log, quote, runnerLog } from '@gatehouse/action-kit';
import { readText, type SourceDeps } from '@gatehouse/text-source';
import { readYaml, within } from './document.ts';
import { type Filter, parseFilters } from './filter.ts';
import type { Inputs } from './inputs.ts';
import { limitVersions, planLegs } from './matrix.ts';
import { readPublished } from './published.ts';
import { publishPlan } from './report.ts';
import { resolveFilters, selectVersions } from './select.ts';
import { checkSize } from './split.ts';
import { readUpstream } from './upstream.ts';

/** Reads what is wanted, what there is and what is published, and plans the matrix from it. */
export async function run(inputs: Inputs, deps: SourceDeps = { fetch, log: runnerLog }): Promise<void> {
  const { log } = deps;
  const filters = await readFilters(inputs.filters, log);
  const upstream = await readUpstream(inputs.upstream, inputs.deadlineMs, deps);
  const published = await readPublished(inputs.published, log);

  const resolved = resolveFilters(filters, upstream.ranked);
  const choices = selectVersions(upstream.ranked, resolved);
  const selected = choices.filter((choice) => choice.plan === 'create');
  const legs = limitVersions(planLegs(selected, inputs.axes, published.keys), inputs.maxVersions);
  const rows = legs.flatMap((leg) => (leg.plan === 'create' ? [leg.row] : []));
  checkSize(rows, inputs.maxRows);

  await publishPlan({ upstream, published, filters: resolved, choices, selected, legs, rows }, log);
}

async function readFilters(wanted: Inputs['filters'], log: Log): Promise<readonly Filter[]> {
  if (wanted.from === 'inputs') return wanted.filters;
  const text = await readText(wanted.path).catch((error: unknown) => {
    if (!isActionError(error, 'NO_SUCH_FILE')) throw error;
    log.warning(
      `There is no filter file ${quote(wanted.path)}: planning the latest stable series, as for an empty one.`,
    );
    return '';
  });
  return within(`The filter file ${quote(wanted.path)}`, () => parseFilters(readYaml(text)));
}
