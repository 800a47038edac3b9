import { input, setOutput, warn } from './step.ts';

const [wanted] = /^\d+/.exec(input('node-version')) ?? [];
const [present] = process.versions.node.split('.');
console.log(`Node ${process.versions.node} is there.`);
if (wanted !== undefined && wanted !== present) {
  warn(`The workflow asks for Node ${wanted}; this machine plays it with Node ${present}.`);
}
setOutput('node-version', process.version);
