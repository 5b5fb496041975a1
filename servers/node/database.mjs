// PostgreSQL, through pg and its pool of connections.

import { createRequire } from 'node:module';
import { BackendError } from './backend-error.mjs';
import { UsageError } from './options.mjs';
import { Turns } from './turns.mjs';

const CONNECT_WITHIN_MS = 5_000;

// With a name, a statement is prepared once on each connection.
const ROW = { name: 'row', text: 'SELECT id, randomnumber FROM world WHERE id = $1' };
const SLEEP = { name: 'sleep', text: 'SELECT pg_sleep($1)' };

const require = createRequire(import.meta.url);

/** Throws a UsageError if the driver is not installed. */
export function requireDriver() {
  try {
    require.resolve('pg');
  } catch (error) {
    throw new UsageError("--database needs the package pg: install npm, and run 'sh servers/node/install.sh'", { cause: error });
  }
}

export class Database {
  #pool;
  /** The pool would queue too, but gives up after the time in which to connect, and counts nobody. */
  #turns;

  constructor(url, size) {
    const { Pool } = require('pg'); // takes time and memory, which a server without a database keeps
    this.#pool = new Pool({
      ...url, ssl: false, max: size, connectionTimeoutMillis: CONNECT_WITHIN_MS, idleTimeoutMillis: 0,
    });
    // The pool has dropped the connection already, and makes another when one is needed.
    this.#pool.on('error', (error) => process.stderr.write(`an idle connection to the database ended: ${error.message}\n`));
    this.#turns = new Turns(size);
  }

  /** How many calls had to wait for a connection of the pool, since the start. */
  get queued() {
    return this.#turns.waited;
  }

  /** One indexed query of `world`: `{id, randomnumber}`. */
  async row(id) {
    const { rows } = await this.#ask({ ...ROW, values: [id] });
    if (rows.length !== 1) throw failed(new Error(`the table world has no row ${id}`));
    return rows[0];
  }

  /** Has the database sleep. */
  async sleep(ms) {
    await this.#ask({ ...SLEEP, values: [ms / 1_000] });
  }

  async #ask(query) {
    try {
      return await this.#turns.take(() => this.#pool.query(query));
    } catch (error) {
      throw failed(error);
    }
  }
}

function failed(cause) {
  return new BackendError('the database does not answer', { cause });
}
