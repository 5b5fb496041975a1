// A bound on how much is done at once: those beyond it wait in order, and are counted.

export class Turns {
  #free;
  #queue = [];
  /** How many had to wait, since the start. */
  waited = 0;

  constructor(atOnce) {
    this.#free = atOnce;
  }

  /** Does `work`, which returns a promise, when its turn has come. */
  async take(work) {
    if (this.#free > 0) {
      this.#free--;
    } else {
      this.waited++;
      await new Promise((resolve) => this.#queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  /** To the one who waits longest, without ever being free meanwhile, so that nobody can come between. */
  #pass() {
    if (this.#queue.length > 0) this.#queue.shift()();
    else this.#free++;
  }
}
