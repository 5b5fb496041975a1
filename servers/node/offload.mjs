// The worker pool that blocking calls are handed to. Threads start when there is work for them, and requests beyond the
// pool's size queue in order.

import { Worker } from 'node:worker_threads';

export class OffloadPool {
  #size;
  #started = 0;
  #free = [];
  #queue = [];

  constructor(size) {
    this.#size = size;
  }

  /** Blocks a thread of the pool for `ms`, then calls `done` on the loop. */
  sleep(ms, done) {
    this.#queue.push({ ms, done });
    if (this.#free.length === 0 && this.#started < this.#size) this.#start();
    this.#assign();
  }

  #start() {
    const worker = new Worker(new URL('./offload-worker.mjs', import.meta.url));
    this.#started++;
    worker.unref();
    this.#free.push(worker);
  }

  #assign() {
    while (this.#free.length > 0 && this.#queue.length > 0) {
      const worker = this.#free.pop();
      const { ms, done } = this.#queue.shift();
      worker.once('message', () => {
        this.#free.push(worker);
        done();
        this.#assign();
      });
      worker.postMessage(ms);
    }
  }
}
