// One worker process per loop, as node:cluster does it: the primary accepts, and deals the connections out in turn.
// Messages: worker -> primary {kind: 'failed', line} | {kind: 'ask', id} | {kind: 'report', round, snapshot};
// primary -> worker {kind: 'report', round} | {kind: 'stats', id, snapshot} | {kind: 'stop'}.

import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { share } from './backends.mjs';
import { announce, endWith, GRACE_MS, identity, onStop, serve } from './process.mjs';
import { merge } from './stats.mjs';

/** A worker whose loop is blocked cannot report; /stats is then answered without it, and says so. */
const REPORT_TIMEOUT_MS = 1_000;

export function runPrimary(options) {
  const size = workerCount(options);
  const workers = Array.from({ length: size }, () => cluster.fork());
  const rounds = new Rounds(options, workers);
  let listening = 0;
  let stopping = false;
  cluster.on('listening', (_, address) => {
    if (++listening === size) announce(options, address.port);
  });
  cluster.on('message', (worker, message) => {
    if (message.kind === 'failed') kill(workers, () => endWith(message.line));
    else if (message.kind === 'ask') rounds.ask((snapshot) => tell(worker, { kind: 'stats', id: message.id, snapshot }));
    else rounds.report(message);
  });
  for (const worker of workers) worker.on('error', () => {}); // it is gone, and its exit is told below
  cluster.on('exit', (worker, code, signal) => {
    if (!stopping) {
      process.stderr.write(`worker ${worker.process.pid} ended (${signal ?? code}), so the cluster ends\n`);
      process.exit(1);
    }
    if (workers.every((other) => other.isDead())) process.exit(0);
  });
  onStop(() => {
    stopping = true;
    for (const worker of workers) tell(worker, { kind: 'stop' });
    setTimeout(() => kill(workers, () => process.exit(0)), GRACE_MS + 200);
  });
}

/**
 * Ends with the primary, however that ends: node:cluster exits a worker whose channel to it is gone. A blocked worker
 * would learn of that too late, and looks whether it has got another parent.
 */
export function runWorker(options) {
  const primary = process.ppid;
  const waiting = new Map();
  let asked = 0;
  const ask = (answer) => {
    waiting.set(++asked, answer);
    process.send({ kind: 'ask', id: asked });
  };
  const endIfOrphaned = () => {
    if (process.ppid !== primary) process.exit(0);
  };
  const server = serve({ ...options, ...shareOfPools(options) }, ask, endIfOrphaned);
  server.onError((line) => process.send({ kind: 'failed', line }));
  cluster.worker.on('error', () => process.exit(0)); // the primary went while something was being said to it
  process.on('SIGINT', () => {}); // a terminal sends it to the whole group; the primary decides
  process.on('SIGTERM', () => server.stop());
  process.on('message', ({ kind, ...message }) => {
    if (kind === 'report') {
      process.send({ kind: 'report', round: message.round, snapshot: server.snapshot() });
    } else if (kind === 'stop') {
      server.stop();
    } else if (kind === 'stats') {
      waiting.get(message.id)(message.snapshot);
      waiting.delete(message.id);
    }
  });
}

function workerCount({ loops }) {
  return loops === 'cores' ? availableParallelism() : loops;
}

/** The bounds of the pools hold for the cluster, and its workers share no connections. */
function shareOfPools(options) {
  const ours = (connections) => share(connections, cluster.worker.id, workerCount(options));
  return { upstreamPool: ours(options.upstreamPool), databasePool: ours(options.databasePool) };
}

/** Rounds of questions to all workers, each answered when the last has reported or the time is up. */
class Rounds {
  #options;
  #workers;
  #open = new Map();
  #last = 0;

  constructor(options, workers) {
    this.#options = options;
    this.#workers = workers;
  }

  ask(answer) {
    const round = ++this.#last;
    const timer = setTimeout(() => this.#close(round), REPORT_TIMEOUT_MS);
    this.#open.set(round, { answer, timer, snapshots: [] });
    for (const worker of this.#workers) tell(worker, { kind: 'report', round });
  }

  report({ round, snapshot }) {
    const asked = this.#open.get(round);
    if (asked === undefined) return; // too late: its round has been closed without it
    asked.snapshots.push(snapshot);
    if (asked.snapshots.length === this.#workers.length) this.#close(round);
  }

  #close(round) {
    const { answer, timer, snapshots } = this.#open.get(round);
    clearTimeout(timer);
    this.#open.delete(round);
    const workers = { count: this.#workers.length, reported: snapshots.length, pids: snapshots.map((s) => s.pid) };
    answer({ ...identity(this.#options), ...merge(snapshots), workers });
  }
}

function kill(workers, then) {
  for (const worker of workers) worker.process.kill('SIGKILL');
  then();
}

function tell(worker, message) {
  if (worker.isConnected()) worker.send(message);
}
