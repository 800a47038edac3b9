export { type FileRules, files, type PartFile } from './files.ts';
