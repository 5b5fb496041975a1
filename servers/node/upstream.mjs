// The other REST server, through node:http and a pool of connections that are kept alive. Calls beyond the pool's bound
// queue in order; of idle connections the one used last is used next.

import { Agent, get } from 'node:http';
import { BackendError } from './backend-error.mjs';
import { Turns } from './turns.mjs';

/** How long to wait for the next byte of an answer: longer than the longest wait that can be asked for. */
const TIMEOUT_MS = 70_000;

const MAX_BODY_BYTES = 1024 * 1024;

/** So late that no idle connection is ever probed: a thousand of them must cost nothing. */
const TCP_PROBES_AFTER_MS = 24 * 60 * 60 * 1_000;

/** What is left to say when a call has ended and nothing else has been said. */
const BROKEN_OFF = new Error('the upstream broke off');

/** A connection was closed while it was idle, which showed only in its next use. */
class StaleConnection extends Error {}

export class Upstream {
  #options;
  /** The agent would queue too, but counts nobody. */
  #turns;

  constructor({ host, port }, pool) {
    const agent = new Agent({
      keepAlive: true, keepAliveMsecs: TCP_PROBES_AFTER_MS, maxSockets: pool, maxFreeSockets: pool, scheduling: 'lifo',
    });
    this.#options = { host, port, agent, timeout: TIMEOUT_MS };
    this.#turns = new Turns(pool);
  }

  /** How many calls had to wait for a connection of the pool, since the start. */
  get queued() {
    return this.#turns.waited;
  }

  /** Asks for `/wait/{ms}`. Its answer is `{status, body}`, in which a character of the body is a byte. */
  async call(ms) {
    try {
      return await this.#turns.take(() => this.#ask(`/wait/${ms}`));
    } catch (error) {
      throw new BackendError('the upstream does not answer', { cause: error });
    }
  }

  /** Again if the connection was stale, which uses it up: in the end on a new one, which cannot be. */
  async #ask(path) {
    for (;;) {
      try {
        return await this.#askOnce(path);
      } catch (error) {
        if (!(error instanceof StaleConnection)) throw error;
      }
    }
  }

  #askOnce(path) {
    return new Promise((resolve, reject) => {
      let bytesBefore = 0;
      const request = get({ ...this.#options, path }, (response) => receive(response, resolve, reject));
      request.on('socket', (socket) => { bytesBefore = socket.bytesRead; });
      request.on('information', () => request.destroy(new Error('an interim answer that nobody asked for')));
      request.on('timeout', () => request.destroy(new Error(`no byte for ${TIMEOUT_MS} ms`)));
      request.on('error', (error) => reject(isOfStale(request, error, bytesBefore) ? new StaleConnection() : error));
      request.on('close', () => reject(BROKEN_OFF));
    });
  }
}

/** Node's own mark of a socket used again is not set where the agent hands one straight to a request that queues. */
function isOfStale({ socket }, { code }, bytesBefore) {
  return bytesBefore > 0 && socket.bytesRead === bytesBefore && (code === 'ECONNRESET' || code === 'EPIPE');
}

function receive(response, resolve, reject) {
  let body = '';
  response.on('data', (chunk) => {
    body += chunk.latin1Slice();
    if (body.length > MAX_BODY_BYTES) response.destroy(new Error(`a body longer than ${MAX_BODY_BYTES} bytes`));
  });
  response.on('end', () => resolve({ status: response.statusCode, body }));
  response.on('error', reject);
  if (response.httpVersionMajor !== 1) response.destroy(new Error(`HTTP/${response.httpVersion} instead of HTTP/1.x`));
  if (!saysItsLength(response)) response.destroy(new Error('an answer that does not say how long it is'));
}

function saysItsLength({ statusCode, headers }) {
  return headers['content-length'] !== undefined || headers['transfer-encoding']?.toLowerCase() === 'chunked'
    || statusCode === 204 || statusCode === 304;
}
