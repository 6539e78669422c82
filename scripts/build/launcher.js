#!/usr/bin/env node
// Loads nothing before it knows that this Node.js can run it; every Node.js since 10 parses this file.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 13)) {
  console.error(
    'Indelible needs Node.js 22.13 or newer and this is ' +
      process.versions.node +
      ': install a current one from https://nodejs.org and run the command again.',
  );
  process.exitCode = 1;
} else {
  import('./cli.js');
}
