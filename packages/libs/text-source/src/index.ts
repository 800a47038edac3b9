export { type Location, parseLocation } from './location.ts';
export { type Reading, readSource, type SourceDeps } from './read-source.ts';
export { decodeText, readText } from './text.ts';
