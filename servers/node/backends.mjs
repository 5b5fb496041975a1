// What the endpoints call beyond their own process: the upstream and the database.

import { Database } from './database.mjs';
import { BackendError } from './backend-error.mjs';
import { Upstream } from './upstream.mjs';
import { next, SEED } from './xorshift.mjs';

const ROWS = 10_000;

export class Backends {
  #upstream;
  #database;

  constructor({ upstream, upstreamPool, database, databasePool }) {
    this.#upstream = upstream === null ? NO_UPSTREAM : new Upstream(upstream, upstreamPool);
    this.#database = database === null ? NO_DATABASE : new Database(database, databasePool);
  }

  get queued() {
    return { upstream: this.#upstream.queued, database: this.#database.queued };
  }

  /** The answers of so many calls of the upstream, one after another or all at once. The first failure fails them all. */
  async upstream(calls, ms, parallel) {
    if (parallel) return Promise.all(Array.from({ length: calls }, () => this.#upstream.call(ms)));
    const answers = [];
    for (let i = 0; i < calls; i++) answers.push(await this.#upstream.call(ms));
    return answers;
  }

  /** So many rows, one after another; always the same, so that every contestant does the same work. */
  async rows(queries) {
    const rows = [];
    for (let i = 0, x = next(SEED); i < queries; i++, x = next(x)) {
      rows.push(await this.#database.row(1 + (x >>> 0) % ROWS));
    }
    return rows;
  }

  databaseSleep(ms) {
    return this.#database.sleep(ms);
  }
}

/** Of the connections of a whole cluster those of one worker, at least one. Workers are numbered from 1, as Node does. */
export function share(connections, worker, workers) {
  return Math.max(1, Math.floor(connections / workers) + (worker <= connections % workers ? 1 : 0));
}

const NO_UPSTREAM = { queued: 0, call: () => none('there is no upstream: start the server with --upstream host:port') };
const NO_DATABASE = { queued: 0, row: noDatabase, sleep: noDatabase };

function noDatabase() {
  return none('there is no database: start the server with --database url');
}

async function none(reason) {
  throw new BackendError(reason);
}
