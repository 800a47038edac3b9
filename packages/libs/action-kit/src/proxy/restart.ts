import { spawn } from 'node:child_process';
import { once } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs this process again with `env`, passes signals on to it, and takes over its exit code. */
export async function restart(env: NodeJS.ProcessEnv): Promise<void> {
  const args = [...process.execArgv, ...process.argv.slice(1)];
  const again = spawn(process.execPath, args, { env, stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals) => void again.kill(signal);
  for (const signal of SIGNALS) process.on(signal, passOn);
  const [code] = (await once(again, 'exit')) as [number | null];
  for (const signal of SIGNALS) process.off(signal, passOn);
  process.exitCode = code ?? 1;
}
