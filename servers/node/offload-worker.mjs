// One thread of the offload pool: blocks for as many milliseconds as it is told, and says when it is done.

import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

parentPort.on('message', (ms) => {
  const due = performance.now() + ms;
  for (let left = ms; left > 0; left = due - performance.now()) Atomics.wait(nobodyWakes, 0, 0, left);
  parentPort.postMessage('done');
});
