// Plain CommonJS, for it must run on the very Node that it turns away.
const wanted = 24;
if (Number.parseInt(process.versions.node, 10) < wanted) {
  console.error(
    `This is Node ${process.version}; everything here runs on Node ${wanted}, as the actions do on GitHub's runners. ` +
      `On Linux and Windows "npm ci" brings it; on this machine, install it from nodejs.org and try again.`,
  );
  process.exitCode = 1;
}
