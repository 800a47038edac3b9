import type { Sign } from './transient-signs.ts';

/** What no second attempt mends. One of these in the output outweighs every transient text. */
export const FINAL_SIGNS: readonly Sign[] = [
  {
    reason: 'command-not-found',
    texts: [
      /: command not found$/,
      /\bcommand not found: \S+$/,
      // dash: "sh: 1: foo: not found"; busybox: "sh: foo: not found"; make: "make: foo: No such file or directory"
      /^\S*sh: (?:(?:line )?\d+: )?\S+: (?:not found|No such file or directory)$/,
      /^make(?:\[\d+\])?: \S+: No such file or directory$/,
      /^(?:\/usr\/bin\/)?env: ['‘]?[^'’]{1,100}['’]?: No such file or directory$/,
      /\bis not recognized as (?:an internal or external command|(?:the|a) name of a cmdlet)/i,
      /\bCommandNotFoundException\b/,
      /\bError 127$/,
    ],
  },
  {
    reason: 'denied',
    texts: [
      /\bauthentication (?:failed|required)\b/i,
      /\bcould not read (?:Username|Password) for\b/,
      /\bInvalid username or (?:password|token)\b/i,
      /\bBad credentials\b/,
      /\bPermission denied \(publickey/,
      /\bPermission to \S+ denied to\b/,
      /\bdenied: requested access\b/,
      /\bunauthorized: /i,
      /\binsufficient_scope\b/,
      /\bcode ENEEDAUTH\b/,
      /\bHTTP Basic: Access denied\b/,
    ],
  },
  {
    reason: 'certificate',
    texts: [
      /\bcertificate (?:verify|verification) failed\b/i,
      /\bCERTIFICATE_VERIFY_FAILED\b/,
      /\bSSL certificate problem\b/i,
      /\bcurl: \((?:51|60|77|83|90|91)\)/,
      /\bx509: /,
      /\bself[- ]signed certificate\b/i,
      /\bunable to get local issuer certificate\b/i,
      /\bunable to verify the first certificate\b/i,
      /\bcertificate (?:has expired|is not yet valid)\b/i,
      /\b(?:CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)\b/,
      /\bcannot verify \S+ certificate\b/i,
      /\bremote certificate (?:is invalid|was rejected)\b/i,
      /\btrust relationship for the SSL\/TLS secure channel\b/i,
      /\bcertificate common name .{1,200} doesn't match\b/i,
    ],
  },
  {
    reason: 'test-failure',
    texts: [
      // pytest, unittest
      /^=+ .*\b\d+ (?:failed|errors?)\b.* =+$/,
      /^(?:FAILED|ERROR) \S+\.py(?:::\S+| -|$)/,
      /^FAILED \((?:failures|errors)=/,
      // jest, vitest, mocha, node:test, TAP
      /^\s*Tests:?\s+\d+ failed\b/,
      /^\s*Test (?:Suites:|Files)\s+\d+ failed\b/,
      /^\s*\d+ failing$/,
      /^(?:#|ℹ) fail [1-9]/,
      /^not ok \d/,
      // go, cargo
      /^\s*--- FAIL: /,
      /^FAIL(?:\t|$)/,
      /^test result: FAILED\./,
      /\btest failed, to rerun pass\b/,
      // .NET, JUnit, Maven, Gradle
      /^\s*Failed!\s+- Failed:\s+[1-9]/,
      /\bTest Run Failed\b/,
      /\bTests run: \d+, (?:Failures: [1-9]|Failures: 0, Errors: [1-9])/,
      /\bThere (?:are test failures|were failing tests)\b/,
      // RSpec, PHPUnit, CTest
      /\b\d+ examples?, [1-9]\d* failures?\b/,
      /^FAILURES!$/,
      /\b[1-9]\d* tests failed out of \d+/,
      /\bAssertionError\b/,
    ],
  },
  { reason: 'disk-full', texts: [/\bno space left on device\b/i, /\bENOSPC\b/, /\bdisk quota exceeded\b/i] },
];
