import { ActionError, quote } from '@gatehouse/action-kit';
import { normalizePlatform } from './normalize.ts';
import type { Platform } from './platform.ts';

const WORD = /^[A-Za-z0-9_.-]+$/;
const SYSTEM = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
/** No platform in use comes near; a longer text is not looked at. */
const LONGEST = 512;

/**
 * Reads `os/architecture[/variant]` in its normal form. The version of the system may be written as
 * containerd (`windows(10.0.20348+win32k)/amd64`), crane (`windows/amd64:10.0.20348`) or regctl
 * (`windows/amd64,osver=10.0.20348`) has it. System and architecture must both be there: what a single word
 * leaves out would come from this machine. Fails with `INVALID_PLATFORM`.
 */
export function parsePlatform(text: string): Platform {
  if (text.length > LONGEST) throw invalid(text.slice(0, 60), `at most ${LONGEST} characters`);
  const { core, suffix } = splitSuffix(text);
  const [systemText = '', architecture = '', variant, ...more] = core.split('/');
  const system = SYSTEM.exec(systemText);
  if (system === null || !WORD.test(architecture) || more.length > 0) throw invalid(text);
  if (variant !== undefined && !WORD.test(variant)) throw invalid(text);
  const [, os = '', version = '', features = ''] = system;
  if (suffix !== undefined && version !== '') throw invalid(text, 'the version of the system once');
  const osVersion = suffix ?? decode(version, text);
  return normalizePlatform({
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    osVersion,
    osFeatures: features
      .split('+')
      .slice(1)
      .map((feature) => decode(feature, text)),
  });
}

/** Takes off the version that crane and regctl put last. */
function splitSuffix(text: string): { readonly core: string; readonly suffix?: string } {
  const regctl = /^([^,]*),\s*osver(?:sion)?=([\w.-]+)$/.exec(text);
  const crane = /^([^:,]*):([\w.-]+)$/.exec(text);
  const [, core, suffix] = regctl ?? crane ?? [];
  return core === undefined || suffix === undefined ? { core: text } : { core, suffix };
}

function decode(option: string, text: string): string {
  try {
    return decodeURIComponent(option);
  } catch {
    throw invalid(text, 'whole percent escapes');
  }
}

function invalid(text: string, expected = 'os/architecture or os/architecture/variant') {
  return new ActionError({
    code: 'INVALID_PLATFORM',
    message: `Found ${quote(text)} as a platform, expected ${expected}.`,
    hint: 'For example linux/amd64, linux/arm/v7 or windows(10.0.20348)/amd64.',
  });
}
