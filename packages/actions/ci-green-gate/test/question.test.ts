import { describe, expect, it } from 'vitest';
import { aRun, listing } from './github.ts';
import { play } from './play.ts';

describe('a wrong question', () => {
  it.each([
    ['G19: an empty commit', { sha: '' }, /^sha: found nothing, expected a full commit id/],
    ['G20: a short commit', { sha: 'abc1234' }, /^sha: found "abc1234", expected a full commit id/],
    ['the commit of a deleted branch', { sha: '0'.repeat(40) }, /^sha: found "0{40}"/],
    ['no workflow', { workflows: '' }, /^workflows: found nothing/],
    ['an empty list', { workflows: '[]' }, /expected a YAML list of 1 to 100/],
    ['a mapping instead of a list', { workflows: 'file: ci.yml' }, /expected a YAML list/],
    ['broken YAML', { workflows: '- [' }, /not valid YAML/],
    [
      'an unknown key',
      { workflows: '- {file: ci.yml, job: test}' },
      /workflow 1: found the key "job", expected file, events, jobs, when, optional, branch/,
    ],
    [
      'a file twice',
      { workflows: '- ci.yml\n- .github/workflows/ci.yml' },
      /"\.github\/workflows\/ci\.yml" twice/,
    ],
    ['a path elsewhere', { workflows: '- ../ci.yml' }, /found the file "\.\.\/ci\.yml"/],
    [
      'a name instead of a file',
      { workflows: '- CI' },
      /found the file "CI", expected a name such as ci\.yml/,
    ],
    [
      'no event',
      { workflows: '- {file: ci.yml, events: []}' },
      /found an empty list, expected the name of an event/,
    ],
    [
      'a word that is no event',
      { workflows: '- {file: ci.yml, events: Push}' },
      /expected the name of an event/,
    ],
    [
      'optional as a guess',
      { workflows: '- {file: ci.yml, optional: maybe}' },
      /optional: found "maybe", expected false or true/,
    ],
    ['workflows beside needs', { needs: '{"a":{"result":"success"}}' }, /"workflows".* beside "needs"/],
    [
      'a file that begins a command to the runner',
      { workflows: '- "x\\n::error::y.yml"' },
      /found the file "x\\n::error::y\.yml", expected a name/,
    ],
    [
      'a file with the older mark of such a command',
      { workflows: '- "##[error].yml"' },
      /found the file .*expected a name/,
    ],
    ['a branch with a control character', { branch: 'main\x1b' }, /^branch: found .*, expected the name/],
    [
      'a branch of a workflow with a line end',
      { workflows: '- {file: ci.yml, branch: "a\\nb"}' },
      /workflow 1: branch: found .*, expected the name of a branch/,
    ],
    ['a tag as the branch', { branch: 'refs/tags/v1' }, /^branch: found "refs\/tags\/v1", expected the name/],
    [
      'a tag as the branch of a workflow',
      { workflows: '- {file: ci.yml, branch: refs/tags/v1}' },
      /branch: found "refs\/tags\/v1", expected the name/,
    ],
    ['a full ref without a name', { branch: 'refs/heads/' }, /^branch: found "refs\/heads\/"/],
    ['a repository elsewhere', { repository: '../x' }, /^repository: found "\.\.\/x", expected owner\/name/],
    ['a repository of no name', { repository: 'octo/.' }, /^repository: found "octo\/\."/],
    ['no pause between two looks', { interval: '0s' }, /^interval: found 0/],
    ['a recheck that waits', { recheck: 'true', wait: 'true' }, /"wait" beside "recheck"/],
    ['evidence without recheck', { evidence: '{}' }, /"evidence" without "recheck: true"/],
    [
      'evidence that is none',
      { evidence: '{}', recheck: 'true' },
      /^evidence: found "{}", expected the output "evidence"/,
    ],
    ['allowances without needs', { 'allowed-skips': 'docs' }, /without "needs"/],
    [
      'a conclusion that no gate may allow',
      { 'allowed-conclusions': 'failure' },
      /any of success, skipped, neutral/,
    ],
    ['a grace beyond the end', { grace: '2h' }, /"grace" above "deadline"/],
    ['T12: a recheck without evidence', { recheck: 'true', evidence: '' }, /^evidence: found nothing beside/],
    [
      'an early job without its name',
      { workflows: '- {file: ci.yml, when: job}' },
      /"when: job" without "jobs"/,
    ],
    ['a guess at when', { workflows: '- {file: ci.yml, jobs: [a], when: soon}' }, /expected run or job/],
    ['H9: a check without an app', { checks: '- {name: build}' }, /^checks: check 1: found no app/],
    [
      'H9: a check of GitHub Actions by slug',
      { checks: '- {name: build, app: GitHub-Actions}' },
      /any workflow with "checks: write"/,
    ],
    ['H9: a check of GitHub Actions by id', { checks: '- {name: build, app: 15368}' }, /"checks: write"/],
    [
      'an app that is no app',
      { checks: '- {name: build, app: a b}' },
      /found "a b", expected the id or the slug/,
    ],
    [
      'H9: a status without a creator',
      { statuses: '- {context: ci}' },
      /^statuses: status 1: found no creator/,
    ],
    [
      'H9: a status of GitHub Actions',
      { statuses: '- {context: ci, creator: "github-actions[bot]"}' },
      /any workflow with "statuses: write"/,
    ],
    ['a check twice', { checks: '- {name: a, app: 1}\n- {name: a, app: 1}' }, /expected each check once/],
    ['an empty list of checks', { checks: '[]' }, /expected a YAML list of 1 to 100 checks/],
    [
      'a file of another folder',
      { workflows: '- octo/other/.github/ci.yml' },
      /expected a name such as ci\.yml, or owner\/name/,
    ],
  ])('%s is an input error, and nothing is requested', async (_what, given, message) => {
    const played = await play(listing(aRun()), given);
    expect(played.error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) });
    expect([played.requests, played.verdict]).toEqual([[], undefined]);
  });
});
