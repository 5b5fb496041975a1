// The Node.js contestants: one process, or with --loops a cluster. See ../CONTRACT.md for what they answer.

import cluster from 'node:cluster';
import { runPrimary, runWorker } from './cluster.mjs';
import { announce, endWith, exitOnUsage, onStop, prepare, serve } from './process.mjs';
import { parseOptions } from './options.mjs';

exitOnUsage(() => {
  const options = parseOptions(process.argv.slice(2));
  if (cluster.isPrimary) prepare(options);
  if (options.loops === null) runAlone(options);
  else if (cluster.isPrimary) runPrimary(options);
  else runWorker(options);
});

function runAlone(options) {
  const server = serve(options, (answer) => answer(server.snapshot()), () => {});
  server.onListening((port) => announce(options, port));
  server.onError((line) => endWith(line));
  onStop(() => server.stop());
}
