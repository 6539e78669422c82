// What every npm script runs: sets up what is missing, then runs the verb under a suitable Node.js.
// npm's own pre- and post-scripts are not used: `ignore-scripts` switches them off.
// This file and versions.mjs keep to syntax that Node.js 12 parses, so that an old one gets a sentence.
import { tooOld } from './setup/versions.mjs';

const complaint = tooOld(process.versions.node, '20.0.0');
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  import('./setup/start.mjs').then(({ start }) => start(process.argv.slice(2)));
}
