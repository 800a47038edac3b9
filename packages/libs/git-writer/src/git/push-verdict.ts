/** What a failed git command means for the write. */
export type GitVerdict =
  | { readonly kind: 'lost-race' | 'transport' | 'no-such-name' }
  | { readonly kind: 'final'; readonly code: FinalCode; readonly advice: string };

/** `REMOTE_FAILED` is what no rule knows. */
export type FinalCode = 'PUSH_REFUSED' | 'NO_PERMISSION' | 'REMOTE_NOT_FOUND' | 'REMOTE_FAILED';

interface Rule {
  readonly match: RegExp;
  readonly verdict: GitVerdict;
}

const LOST_RACE: GitVerdict = { kind: 'lost-race' };
const TRANSPORT: GitVerdict = { kind: 'transport' };
const NO_SUCH_NAME: GitVerdict = { kind: 'no-such-name' };

const WORKFLOWS: GitVerdict = {
  kind: 'final',
  code: 'NO_PERMISSION',
  advice:
    'Files under .github/workflows need a token with the permission "workflows: write", which GITHUB_TOKEN cannot have.',
};
const REFUSED: GitVerdict = {
  kind: 'final',
  code: 'PUSH_REFUSED',
  advice:
    'Let this writer bypass the rule (repository settings: Rules, or Branches), write to a branch without it, or open a pull request from one.',
};
const DENIED: GitVerdict = {
  kind: 'final',
  code: 'NO_PERMISSION',
  advice:
    'Give the job "permissions: contents: write", or a token or deploy key that may write to this repository.',
};
const PROXY_DENIED: GitVerdict = {
  kind: 'final',
  code: 'NO_PERMISSION',
  advice: 'Correct the user and the password in HTTPS_PROXY, percent-encoded: the proxy rejected them.',
};
const NOT_FOUND: GitVerdict = {
  kind: 'final',
  code: 'REMOTE_NOT_FOUND',
  advice: 'Correct the repository, or give a token that may see it: a private one is "not found" without.',
};
const UNKNOWN: GitVerdict = {
  kind: 'final',
  code: 'REMOTE_FAILED',
  advice: 'Look at what the remote says; nothing in it tells that another attempt would help.',
};

/**
 * The reason in brackets that `git push --porcelain` gives for one ref. The first rule that fits counts.
 * `failure` and "failed to report status" are GitHub's own bad moments; the ref may have moved.
 */
const OF_REF: readonly Rule[] = [
  { match: /without `?workflows?`? (permission|scope)/i, verdict: WORKFLOWS },
  {
    match: /stale info|fetch first|non-fast-forward|needs force|remote ref updated since checkout/,
    verdict: LOST_RACE,
  },
  {
    match: /cannot lock ref|failed to (update|lock) ref|incorrect old value|reference already exists/,
    verdict: LOST_RACE,
  },
  {
    match: /^fail(ure|ed)$|failed to report status|internal (server )?error|time(d )?out|try again/i,
    verdict: TRANSPORT,
  },
  { match: /permission|denied|not allowed to push|read.only/i, verdict: DENIED },
  { match: /./, verdict: REFUSED },
];

/** What git and ssh write when no ref was answered for. What is final stands before what is not. */
const OF_CONNECTION: readonly Rule[] = [
  // curl's words before and after 7.88.
  { match: /(HTTP code 407 from proxy|CONNECT tunnel failed, response 407)\b/i, verdict: PROXY_DENIED },
  { match: /(HTTP code 5\d\d from proxy|CONNECT tunnel failed, response 5\d\d)\b/i, verdict: TRANSPORT },
  { match: /without `?workflows?`? (permission|scope)/i, verdict: WORKFLOWS },
  {
    match:
      /\bGH0(06|13)\b|hook declined|protected branch|repository rule violations|archived so it is read-only/i,
    verdict: REFUSED,
  },
  // The hook reference-transaction refuses by ending the server, which looks like a broken connection.
  { match: /ref updates aborted by hook|aborted by the reference-transaction hook/i, verdict: REFUSED },
  {
    match:
      /permission (to \S+ )?denied|returned error: 40[13]\b|write access .*not granted|authentication failed|could not read (username|password)|invalid username or (password|token)|host key verification failed|not allowed|dubious ownership|duplicate header/i,
    verdict: DENIED,
  },
  {
    match:
      /repository .*not found|returned error: 404\b|does not appear to be a git repository|no such (repository|project)/i,
    verdict: NOT_FOUND,
  },
  {
    match: /returned error: (408|425|429|5\d\d)\b|internal server error|service unavailable/i,
    verdict: TRANSPORT,
  },
  {
    match: /could ?n[o']t resolve (host|proxy)|temporary failure in name resolution/i,
    verdict: NO_SUCH_NAME,
  },
  {
    match:
      /connection (was )?(reset|refused|aborted|timed out|closed)|(operation|connect\w*|handshake) timed ?out|failed to connect|could not connect|couldn't connect|network is unreachable|no route to host|broken pipe|empty reply/i,
    verdict: TRANSPORT,
  },
  {
    match:
      /hung up|early eof|unexpected (disconnect|eof)|rpc failed|transfer closed|bad line length|the remote end|fetch-pack: invalid|kex_exchange|gnutls|ssl[_ ](read|write|connect|error)|http\/?2 (stream|framing)/i,
    verdict: TRANSPORT,
  },
  // ssh's last word, whatever went before: by now it is no refusal that we know.
  { match: /could not read from remote repository/i, verdict: TRANSPORT },
];

/** Judges a failed fetch, or a push that got no answer for its ref, by what stands on stderr. */
export function judgeConnection(stderr: string): GitVerdict {
  return OF_CONNECTION.find(({ match }) => match.test(stderr))?.verdict ?? UNKNOWN;
}

/**
 * What the server itself said, apart from words that every broken connection or overloaded server leaves:
 * said again and again, they mean that it will not change its mind. `undefined` where it said nothing.
 */
export function serverWords(stderr: string): string | undefined {
  const lines = stderr.split(/\r\n|[\r\n]/).map((line) => line.trim());
  const said = lines.filter(
    (line) =>
      /^(remote|fatal|error|ERROR):./.test(line) &&
      !OF_CONNECTION.some(({ match, verdict }) => verdict === TRANSPORT && match.test(line)) &&
      !/time(d )?out|try again|failed to push some refs/i.test(line),
  );
  return said.length === 0 ? undefined : said.join('\n');
}

/** What became of the ref of a push. */
export type PushOutcome =
  | { readonly kind: 'landed' }
  | { readonly kind: 'failed'; readonly reason: string | undefined; readonly verdict: GitVerdict };

/**
 * Judges `git push --porcelain` (git-push(1), "Output": flag, from:to, summary with the reason). An
 * exit code of 0 without a line for the ref is not believed: GitHub has said "Internal Server Error" and
 * "Everything up-to-date" in one breath (isaacs/github#1666).
 */
export function judgePush(ref: string, stdout: string, stderr: string): PushOutcome {
  for (const line of stdout.split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    if (!refs.endsWith(`:${ref}`)) continue;
    if (flag !== '!') return { kind: 'landed' };
    const [, reason = summary] = /\((.*)\)\s*$/.exec(summary) ?? [];
    const verdict = OF_REF.find(({ match }) => match.test(reason))?.verdict ?? REFUSED;
    return { kind: 'failed', reason, verdict };
  }
  const verdict = judgeConnection(stderr);
  const unanswered = verdict === UNKNOWN && /everything up-to-date/i.test(stderr + stdout);
  return { kind: 'failed', reason: undefined, verdict: unanswered ? TRANSPORT : verdict };
}
