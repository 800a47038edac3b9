import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** An input of the running step, without blanks around it; empty when it is not set. */
export function input(name: string): string {
  return (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** A variable that a runner always sets. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') fail(`${name} is not set; a runner sets it.`);
  return value;
}

export function setOutput(name: string, value: string): void {
  const end = randomUUID();
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}<<${end}\n${value}\n${end}\n`);
}

/** Ends the step as failed, with one annotation. */
export function fail(message: string): never {
  console.log(`::error::${inCommand(message)}`);
  process.exit(1);
}

export function warn(message: string): void {
  console.log(`::warning::${inCommand(message)}`);
}

function inCommand(message: string): string {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
