export { ARCHITECTURE_NAMES, type Architecture, architectureOf } from './architecture-name.ts';
export { parseBuildPlatform } from './build-platform.ts';
export { formatPlatform, platformKey } from './format.ts';
export { isKnownArchitecture } from './known-architecture.ts';
export { normalizePlatform } from './normalize.ts';
export { parsePlatform } from './parse.ts';
export { isKnownPlatform, type Platform } from './platform.ts';
