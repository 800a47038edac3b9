import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Halves the start. Not in the folder that Node would take, for there others of this machine could write.
enableCompileCache(join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'gatehouse'));
const [{ gatehouse }, { processTerminal }] = await Promise.all([
  import('./gatehouse.ts'),
  import('./terminal.ts'),
]);

// Whoever reads only the first lines (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await gatehouse(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  terminal: processTerminal,
});
