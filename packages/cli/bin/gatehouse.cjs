#!/usr/bin/env node
// Plain CommonJS, for it must run on the very Node that it turns away.
const wanted = 24;
if (Number.parseInt(process.versions.node, 10) < wanted) {
  console.error(
    `gatehouse needs Node ${wanted} or newer; this is ${process.version}. Install it from nodejs.org.`,
  );
  process.exitCode = 2;
} else {
  import('../src/main.ts');
}
