import type { OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** Platforms of the image, separated by spaces, commas or newlines, such as `linux/amd64 linux/arm64`. Names such as `x86_64` and `armhf` work too; a name without a system is one of Linux. */
  readonly platforms: TextInput;
  /** Repository of the image, without a tag. Only checked, so that a mistake in it is found before anything is built. */
  readonly image?: TextInput;
  /** Runners, one platform per line: `PLATFORM=LABEL`, or `PLATFORM=LABEL,LABEL` for a runner that has all labels. `linux/arm` also covers `linux/arm/v7`; the longest match wins. Known without this input: `linux/amd64` and `linux/386` on `ubuntu-24.04`, `linux/arm64` on `ubuntu-24.04-arm`. */
  readonly runners?: TextInput;
  /** Which platforms are built under emulation: `never` refuses a platform that has no runner, `missing` emulates it on `qemu-runner`, `all` emulates every platform there. Default: `never`. */
  readonly qemu?: WordInput<'never' | 'missing' | 'all'>;
  /** Label of the runner for emulated builds. Default: `ubuntu-24.04`. */
  readonly 'qemu-runner'?: TextInput;
};

type Outputs = {
  /** JSON `{"include": [leg, …]}` for `strategy.matrix`. Each leg has `key`, `platform`, `runner` and `emulated`, which is `true` or `false`. */
  readonly matrix: string;
  /** Platforms in OCI's words, one per line, for the input `expected-platforms` of image-publish. */
  readonly platforms: string;
  /** Number of legs. */
  readonly count: string;
  /** What was selected, as JSON. */
  readonly evidence: string;
};

/** Plans the matrix of a multi-platform image, one leg for each platform, with its runner. */
export type SelectPlatforms = OwnActionType<Inputs, keyof Outputs>;
