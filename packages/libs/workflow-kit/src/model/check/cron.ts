interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  {
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const ITEM = /^(?:\*|(?<first>\w+)(?:-(?<last>\w+))?)(?:\/(?<step>\d+))?$/;

/** Whether GitHub takes `text` for a time: five fields of numbers or names, with `*`, `,`, `-` and `/`. */
export function isCron(text: string): boolean {
  const parts = text.split(' ');
  return parts.length === FIELDS.length && FIELDS.every((field, index) => isPart(parts[index] ?? '', field));
}

function isPart(part: string, field: Field): boolean {
  return part.split(',').every((item) => {
    const found = ITEM.exec(item);
    if (found === null) return false;
    const { first, last = first, step } = found.groups ?? {};
    if (step !== undefined && !(Number(step) >= 1 && Number(step) <= field.to)) return false;
    if (first === undefined || last === undefined) return true;
    const [from, to] = [numberOf(first, field), numberOf(last, field)];
    return from >= field.from && to <= field.to && from <= to;
  });
}

/** `NaN`, which is within nothing, for what is neither a number nor a name. */
function numberOf(text: string, { from, names = [] }: Field): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? Number.NaN : index + from;
}
