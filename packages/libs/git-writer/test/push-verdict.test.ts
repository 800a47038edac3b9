import { describe, expect, test } from 'vitest';
import { judgeConnection, judgePush } from '../src/git/push-verdict.ts';

const REF = 'refs/heads/main';
const porcelain = (summary: string) =>
  `To https://github.com/acme/widgets\n!\tc0ffee:${REF}\t${summary}\nDone\n`;
const verdict = (stdout: string, stderr = '') => {
  const outcome = judgePush(REF, stdout, stderr);
  if (outcome.kind === 'landed') return 'landed';
  return outcome.verdict.kind === 'final' ? outcome.verdict.code : outcome.verdict.kind;
};

describe('the answer to a push', () => {
  test.each([
    [' ', '1234567..89abcde'],
    ['*', '[new branch]'],
    ['=', '[up to date]'],
  ])('with the flag %j says that it landed', (flag, summary) => {
    expect(verdict(`To x\n${flag}\tc0ffee:${REF}\t${summary}\nDone\n`)).toBe('landed');
  });

  test.each([
    ['[rejected] (stale info)', 'lost-race'],
    ['[rejected] (fetch first)', 'lost-race'],
    ['[rejected] (non-fast-forward)', 'lost-race'],
    ["[remote rejected] (cannot lock ref 'refs/heads/main': is at 1234 but expected 5678)", 'lost-race'],
    ['[remote rejected] (failed to update ref)', 'lost-race'],
    ['[remote rejected] (incorrect old value provided)', 'lost-race'],
    ['[remote rejected] (reference already exists)', 'lost-race'],
    ['[remote rejected] (failure)', 'transport'],
    ['[remote failure] (remote failed to report status)', 'transport'],
    ['[remote rejected] (Internal Server Error)', 'transport'],
    ['[remote rejected] (pre-receive hook declined)', 'PUSH_REFUSED'],
    ['[remote rejected] (hook declined)', 'PUSH_REFUSED'],
    ['[remote rejected] (protected branch hook declined)', 'PUSH_REFUSED'],
    ['[remote rejected] (push declined due to repository rule violations)', 'PUSH_REFUSED'],
    ['[remote rejected] (branch is currently checked out)', 'PUSH_REFUSED'],
    ['[remote rejected] (unpacker error)', 'PUSH_REFUSED'],
    [
      '[remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission)',
      'NO_PERMISSION',
    ],
    ['[remote rejected] (permission denied)', 'NO_PERMISSION'],
  ])('%s is %s', (summary, expected) => {
    expect(verdict(porcelain(summary))).toBe(expected);
  });

  test('counts for its own ref only', () => {
    expect(verdict(` \tc0ffee:refs/heads/other\tx\n${porcelain('[rejected] (stale info)')}`)).toBe(
      'lost-race',
    );
  });

  test('with nothing about the ref is not taken for a success', () => {
    expect(verdict('', 'remote: Internal Server Error\nEverything up-to-date\n')).toBe('transport');
    expect(verdict('', 'Everything up-to-date\n')).toBe('transport');
  });
});

describe('a connection that fails with', () => {
  test.each([
    ["fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com", 'no-such-name'],
    ["fatal: unable to access 'x': Could not resolve proxy: proxy.corp", 'no-such-name'],
    ["fatal: unable to access 'x': The requested URL returned error: 503", 'transport'],
    ["fatal: unable to access 'x': The requested URL returned error: 429", 'transport'],
    ["fatal: unable to access 'x': CONNECT tunnel failed, response 503", 'transport'],
    ["fatal: unable to access 'x': Received HTTP code 502 from proxy after CONNECT", 'transport'],
    ["fatal: unable to access 'x': CONNECT tunnel failed, response 407", 'NO_PERMISSION'],
    ["fatal: unable to access 'x': Received HTTP code 407 from proxy after CONNECT", 'NO_PERMISSION'],
    [
      "fatal: unable to access 'x': Failed to connect to github.com port 443 after 130000 ms: Connection timed out",
      'transport',
    ],
    ["fatal: unable to access 'x': Recv failure: Connection reset by peer", 'transport'],
    [
      "fatal: unable to access 'x': GnuTLS recv error (-110): The TLS connection was non-properly terminated.",
      'transport',
    ],
    ["fatal: unable to access 'x': OpenSSL SSL_read: Connection was reset, errno 10054", 'transport'],
    ['error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)', 'transport'],
    ['send-pack: unexpected disconnect while reading sideband packet', 'transport'],
    ['fatal: the remote end hung up unexpectedly', 'transport'],
    ['fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF', 'transport'],
    [
      'ssh: connect to host github.com port 22: Connection timed out\nfatal: Could not read from remote repository.',
      'transport',
    ],
    ['kex_exchange_identification: Connection closed by remote host', 'transport'],
    [
      "remote: Permission to acme/widgets.git denied to github-actions[bot].\nfatal: unable to access 'x': The requested URL returned error: 403",
      'NO_PERMISSION',
    ],
    [
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'NO_PERMISSION',
    ],
    ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'NO_PERMISSION'],
    ["remote: Invalid username or token.\nfatal: Authentication failed for 'x'", 'NO_PERMISSION'],
    ['Host key verification failed.\nfatal: Could not read from remote repository.', 'NO_PERMISSION'],
    ['remote: Write access to repository not granted.', 'NO_PERMISSION'],
    ["fatal: transport 'ext' not allowed", 'NO_PERMISSION'],
    ["remote: Repository not found.\nfatal: repository 'x' not found", 'REMOTE_NOT_FOUND'],
    ['ERROR: Repository not found.\nfatal: Could not read from remote repository.', 'REMOTE_NOT_FOUND'],
    [
      "fatal: 'x' does not appear to be a git repository\nfatal: Could not read from remote repository.",
      'REMOTE_NOT_FOUND',
    ],
    [
      'remote: error: GH006: Protected branch update failed for refs/heads/main.\nfatal: the remote end hung up unexpectedly',
      'PUSH_REFUSED',
    ],
    [
      'remote: This repository was archived so it is read-only.\nfatal: The requested URL returned error: 403',
      'PUSH_REFUSED',
    ],
    ['fatal: something that nobody has seen before', 'REMOTE_FAILED'],
  ])('%j is %s', (stderr, expected) => {
    const judged = judgeConnection(stderr);
    expect(judged.kind === 'final' ? judged.code : judged.kind).toBe(expected);
  });
});
