import { broadGrants } from '../graph/permissions.ts';
import { isRecord } from '../model/form.ts';
import { type Grant, LEVELS, type Scope } from '../model/permissions.ts';

/** What `permissions:` of a workflow file grants; `undefined` where it says nothing. */
export function grantsIn(permissions: unknown): readonly Grant[] | undefined {
  if (permissions === 'write-all' || permissions === 'read-all') return broadGrants(permissions);
  if (!isRecord(permissions)) return undefined;
  return (Object.keys(LEVELS) as Scope[]).flatMap((scope) => {
    const level = permissions[scope];
    return level === 'read' || level === 'write' ? [{ scope, level, reason: undefined }] : [];
  });
}
