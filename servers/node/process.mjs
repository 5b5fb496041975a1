// How a contestant lives: it says when it is ready, serves, and ends with its parent or on SIGTERM.

import { readFileSync } from 'node:fs';
import { requireDriver } from './database.mjs';
import { provideFiles } from './disk-files.mjs';
import { createDispatch } from './endpoints.mjs';
import { createContractServer, drain } from './http-server.mjs';
import { Backends } from './backends.mjs';
import { OffloadPool } from './offload.mjs';
import { UsageError } from './options.mjs';
import { Gauges } from './stats.mjs';

/** How long requests in flight may take to finish when the server is told to end. */
export const GRACE_MS = 2_000;

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const runtime = `Node.js ${process.versions.node}`;

/** Sees to what the server needs before it serves, once for all its processes. Throws a UsageError if that fails. */
export function prepare({ files, database }) {
  provideFiles(files);
  if (database !== null) requireDriver();
}

/**
 * Starts to listen. `stats` is given a callback and calls it with what GET /stats answers; `endIfOrphaned` ends a process
 * that nobody wants any more, and is called now and then while its loop is blocked.
 */
export function serve(options, stats, endIfOrphaned) {
  const gauges = new Gauges();
  const backends = new Backends(options);
  const offload = new OffloadPool(options.offload);
  const dispatch = createDispatch({ offload, backends, files: options.files, stats, endIfOrphaned });
  const server = createContractServer({ ...options, gauges, dispatch });
  server.listen({ host: options.host, port: options.port, backlog: options.backlog });
  return {
    snapshot: () => ({ ...identity(options), ...gauges.snapshot(), queued: backends.queued }),
    onListening: (listener) => server.on('listening', () => listener(server.address().port)),
    onError: (listener) => server.on('error', (error) => listener(explain(error, options))),
    stop: () => (server.listening ? drain(server, GRACE_MS, () => process.exit(0)) : process.exit(0)),
  };
}

export function identity({ contestant, texts }) {
  return { contestant, runtime, version, pid: process.pid, options: texts };
}

export function announce(options, port) {
  const { contestant, pid } = identity(options);
  process.stdout.write(`${JSON.stringify({ ready: true, contestant, port, pid, runtime, version })}\n`);
}

/** Calls `stop` once: when standard input ends (so the server never outlives its parent) or on a signal to end. */
export function onStop(stop) {
  let stopping = false;
  const once = () => {
    if (!stopping) stop();
    stopping = true;
  };
  process.on('SIGTERM', once).on('SIGINT', once);
  process.stdin.on('end', once).on('error', once).resume();
}

export function exitOnUsage(run) {
  try {
    run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    endWith(error.message);
  }
}

export function endWith(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

function explain(error, { host, port }) {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use; end the process that holds it, or let --port 0 choose a free one`;
    case 'EACCES':
      return `port ${port} needs privileges; choose one above 1023, or let --port 0 choose a free one`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine; try --host 127.0.0.1`;
    default:
      return `cannot listen on ${host}:${port}: ${error.message}`;
  }
}
