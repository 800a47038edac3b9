import { isTransientStatus } from '@gatehouse/retry';
import { isWebPage, type Refusal, type SpecError, specErrors } from './answer.ts';
import type { Question, RefusalVerdict } from './verdict.ts';

/** An answer with what was read out of it once. */
interface Case extends Refusal, Question {
  readonly errors: readonly SpecError[];
  /** Messages and details of the errors, or the whole body where it has none. */
  readonly text: string;
}

/** One rule: what it applies to, and what follows. */
interface Rule {
  readonly reason: string;
  readonly applies: (found: Case) => boolean;
  readonly kind: RefusalVerdict['kind'];
}

const has = ({ errors }: Case, ...codes: readonly string[]) =>
  errors.some(({ code }) => codes.includes(code));
const isWrite = ({ method }: Case) => method === 'PUT' || method === 'POST' || method === 'PATCH';
const isFresh = ({ freshness }: Case) => freshness === 'just-written';

/** Names have no spaces, so no repository or tag can be mistaken for these words. */
const RATE_LIMIT = /\b(secondary rate limit|exceeded (a|the|your) .{0,40}rate limit|rate limit exceeded)\b/i;
const READ_ONLY = /\bis_readonly"?\s*:\s*true\b|\bsystem is currently read-only\b/i;
const IMMUTABLE = /\b(is|configured as) immutable\b|\benabled tag immutability\b/i;
const MISSING_CHILD = /\brequired for pushing\b|\bmanifest blob unknown\b/i;

const UNKNOWN_CODES = ['MANIFEST_UNKNOWN', 'BLOB_UNKNOWN', 'NAME_UNKNOWN', 'TAG_UNKNOWN', 'NOT_FOUND'];

/**
 * Status, code and body judged together; the first rule that applies decides. Only words of a whole phrase
 * count: a digest or a tag that happens to contain "401" says nothing. Cases: GHCR dresses its rate limit
 * as 403, Quay its read-only mode as 405; ECR reports an immutable tag as 400, Quay as 409, Harbor as 412.
 */
const RULES: readonly Rule[] = [
  {
    reason: 'rate-limit',
    kind: 'transient',
    applies: (found) => found.status === 429 || has(found, 'TOOMANYREQUESTS') || RATE_LIMIT.test(found.text),
  },
  {
    reason: 'read-only',
    kind: 'transient',
    applies: (found) => found.status >= 400 && READ_ONLY.test(found.body),
  },
  {
    reason: 'immutable-tag',
    kind: 'immutable',
    applies: (found) =>
      isWrite(found) &&
      (has(found, 'TAG_IMMUTABLE', 'TAG_ALREADY_EXISTS') ||
        ([400, 403, 409, 412].includes(found.status) && IMMUTABLE.test(found.text))),
  },
  {
    reason: 'web-page',
    kind: 'transient',
    applies: (found) =>
      found.status !== 401 && isWebPage(found) && !(found.endpoint === 'optional' && found.status === 404),
  },
  {
    reason: 'server-error',
    kind: 'transient',
    // 499: the proxy in front gave up on the registry.
    applies: ({ status }) => isTransientStatus(status) || status === 499,
  },
  { reason: 'insufficient-scope', kind: 'denied', applies: isInsufficient },
  {
    reason: 'unauthorized',
    kind: 'auth',
    applies: (found) => found.status === 401 || has(found, 'UNAUTHORIZED'),
  },
  { reason: 'denied', kind: 'denied', applies: (found) => found.status === 403 || has(found, 'DENIED') },
  {
    reason: 'upload-lost',
    kind: 'transient',
    applies: (found) => has(found, 'BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'),
  },
  {
    reason: 'child-not-readable-yet',
    kind: 'propagation',
    applies: (found) => isFresh(found) && isWrite(found) && isMissingChild(found),
  },
  { reason: 'missing-child', kind: 'invalid', applies: (found) => isWrite(found) && isMissingChild(found) },
  {
    // Two PUTs of one manifest at once (GoogleContainerTools/jib#2470).
    reason: 'concurrent-write',
    kind: 'propagation',
    applies: (found) => isFresh(found) && has(found, 'MANIFEST_INVALID'),
  },
  { reason: 'not-readable-yet', kind: 'propagation', applies: (found) => isFresh(found) && isAbsent(found) },
  { reason: 'absent', kind: 'absent', applies: isAbsent },
];

/** Judges an answer that is not a success. */
export function classifyRefusal(refusal: Refusal, question: Question): RefusalVerdict {
  const errors = specErrors(refusal.body);
  const said = errors.map(({ message, detail }) => `${message} ${detail}`).join('\n');
  const found: Case = { ...question, ...refusal, errors, text: said === '' ? refusal.body : said };
  const rule = RULES.find(({ applies }) => applies(found));
  if (rule === undefined) return { kind: 'invalid', reason: `http-${refusal.status}` };
  const reason = rule.reason === 'server-error' ? `http-${refusal.status}` : rule.reason;
  return { kind: rule.kind, reason };
}

/** A 401 that a new token cannot cure: the credential may not do this. */
function isInsufficient(found: Case): boolean {
  const challenge = found.headers.get('www-authenticate') ?? '';
  return found.status === 401 && (/\berror="?insufficient_scope\b/i.test(challenge) || has(found, 'DENIED'));
}

function isMissingChild(found: Case): boolean {
  const coded = has(found, 'MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN');
  return [400, 404].includes(found.status) && (coded || MISSING_CHILD.test(found.text));
}

/** A 404 whose code says something else is not the word that it does not exist. */
function isAbsent(found: Case): boolean {
  if (found.status === 410) return true;
  const codes = found.errors.map(({ code }) => code).filter((code) => code !== '');
  return found.status === 404 && codes.every((code) => UNKNOWN_CODES.includes(code) || code === 'UNKNOWN');
}
