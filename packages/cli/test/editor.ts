import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../../tools/repository.ts';

/** A file that only the editor has, beside the kit. */
const path = join(repositoryRoot, 'packages', 'cli', 'test', 'foreign', 'opened.ts');
let opened = { text: '', version: 0 };
const service = ts.createLanguageService(hostOf());

function hostOf(): ts.LanguageServiceHost {
  const config = ts.readConfigFile(join(repositoryRoot, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, repositoryRoot);
  return {
    getScriptFileNames: () => [path],
    getScriptVersion: (name) => (name === path ? String(opened.version) : '1'),
    getScriptSnapshot(name) {
      const found = name === path ? opened.text : ts.sys.readFile(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => repositoryRoot,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === path || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
  };
}

function open(source: string): void {
  opened = { text: source, version: opened.version + 1 };
}

/** What an editor marks in `source`. */
export function mistakesIn(source: string): readonly string[] {
  open(source);
  return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

/** The names that an editor offers at `position` of `source`. */
export function completionsAt(source: string, position: number): readonly string[] {
  open(source);
  return (service.getCompletionsAtPosition(path, position, {})?.entries ?? []).map(({ name }) =>
    name.replace(/^["']|["']$/g, ''),
  );
}

/** The documentation that an editor shows for the name at `position` of `source`. */
export function documentationAt(source: string, position: number): string {
  open(source);
  return ts.displayPartsToString(service.getQuickInfoAtPosition(path, position)?.documentation);
}
