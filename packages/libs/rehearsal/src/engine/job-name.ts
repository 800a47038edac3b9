import type { EventOrigin } from './act-event.ts';

/**
 * The name behind the workflow's in act's path, without the number that act gives to a leg. A leg whose
 * job has a plain name is told by its values, as GitHub does.
 */
export function nameOf({ jobId, path, matrix }: EventOrigin): string {
  const values = Object.values(matrix).filter((value) => typeof value !== 'object');
  const plain = values.length === 0 ? jobId : `${jobId} (${values.join(', ')})`;
  const at = path.lastIndexOf(`/${jobId} `);
  const own = at < 0 ? (path.split('/').at(-1) ?? '') : path.slice(at + 1);
  const name = values.length === 0 ? own : own.replace(/-\d+$/, '');
  return name === jobId || name === '' ? plain : name;
}
