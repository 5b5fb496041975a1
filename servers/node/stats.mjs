// What only the server knows: counters, loop lag, heap. One snapshot per process; a cluster adds them up.

import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** Often enough to see a loop that stalls, seldom enough not to keep an idle one busy. */
const LAG_SAMPLE_MS = 20;

class Gauge {
  now = 0;
  max = 0;

  add(change) {
    this.now += change;
    if (this.now > this.max) this.max = this.now;
  }
}

export class Gauges {
  requests = 0;
  /** Connections that ended while a request on them was unanswered. */
  disconnects = 0;
  inFlight = new Gauge();
  connections = new Gauge();
  #delay = monitorEventLoopDelay({ resolution: LAG_SAMPLE_MS });

  constructor() {
    this.#delay.enable();
  }

  snapshot() {
    const { requests, disconnects, inFlight, connections } = this;
    const memory = process.memoryUsage();
    return {
      pid: process.pid,
      requests,
      disconnects,
      inFlight: { ...inFlight },
      connections: { ...connections },
      loopLagMs: { p50: this.#lag(50), p99: this.#lag(99), max: this.#lag(100) },
      eventLoopUtilization: rounded(performance.eventLoopUtilization().utilization),
      heapBytes: { used: memory.heapUsed, total: memory.heapTotal, external: memory.external },
    };
  }

  /** The histogram holds times between samples, which on time are one sampling interval apart. */
  #lag(percentile) {
    if (this.#delay.count === 0) return 0;
    return rounded(Math.max(0, this.#delay.percentile(percentile) / 1e6 - LAG_SAMPLE_MS));
  }
}

/** One snapshot for several processes: counts are added up; of lag and utilisation the worst counts. */
export function merge(snapshots) {
  const sum = (value) => snapshots.reduce((total, snapshot) => total + value(snapshot), 0);
  const worst = (value) => Math.max(...snapshots.map(value));
  const gauge = (of) => ({ now: sum((s) => of(s).now), max: sum((s) => of(s).max) });
  return {
    requests: sum((s) => s.requests),
    disconnects: sum((s) => s.disconnects),
    inFlight: gauge((s) => s.inFlight),
    connections: gauge((s) => s.connections),
    loopLagMs: {
      p50: worst((s) => s.loopLagMs.p50), p99: worst((s) => s.loopLagMs.p99), max: worst((s) => s.loopLagMs.max),
    },
    eventLoopUtilization: worst((s) => s.eventLoopUtilization),
    queued: { upstream: sum((s) => s.queued.upstream), database: sum((s) => s.queued.database) },
    heapBytes: {
      used: sum((s) => s.heapBytes.used), total: sum((s) => s.heapBytes.total), external: sum((s) => s.heapBytes.external),
    },
  };
}

function rounded(value) {
  return Math.round(value * 1_000) / 1_000;
}
