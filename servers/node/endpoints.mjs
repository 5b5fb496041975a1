// What is answered: the endpoints of ../CONTRACT.md, on the one thread that Node.js gives to requests.

import { performance } from 'node:perf_hooks';
import { atDepth } from './depth.mjs';
import { FILE_SIZES, readWhole } from './disk-files.mjs';
import { BackendError } from './backend-error.mjs';
import { page } from './page.mjs';
import { PATTERN_BLOCK } from './pattern.mjs';
import { createRouter, READING } from './routing.mjs';
import { oneOf, wholeNumber } from './values.mjs';
import { next, SEED } from './xorshift.mjs';

const MS = wholeNumber(0, 60_000);
const CALLS = wholeNumber(1, 100);

/** How often a blocked loop looks whether it is still wanted. */
const LOOK_UP_MS = 250;

/** Answers each exchange. `stats` gives a callback what /stats answers; `endIfOrphaned` is called while the loop blocks. */
export function createDispatch({ offload, backends, files, stats, endIfOrphaned }) {
  const get = (path, parameters, answer) => ({ path, allow: READING, parameters, answer });
  return createRouter([
    get('/plaintext', [], (exchange) => exchange.text(200, 'Hello, World!')),
    get('/json', [], (exchange) => json(exchange, { message: 'Hello, World!' })),
    get('/bytes/', [wholeNumber(0, 16 * 1024 * 1024)], bytes),
    { path: '/echo', allow: 'POST', parameters: [], answer: echo },
    get('/wait/', [MS], wait),
    get('/upstream/', [CALLS, MS], (exchange, calls, ms, parallel) =>
      whenDone(exchange, backends.upstream(calls, ms, parallel), (answers) => upstream(exchange, answers))),
    get('/db/wait/', [MS], (exchange, ms) =>
      whenDone(exchange, backends.databaseSleep(ms), () => exchange.text(200, 'waited'))),
    get('/db/', [wholeNumber(1, 500)], (exchange, queries) =>
      whenDone(exchange, backends.rows(queries), (rows) => json(exchange, rows))),
    get('/file/', [oneOf(FILE_SIZES)], (exchange, size) => file(exchange, files, size)),
    get('/cpu/', [wholeNumber(0, 100_000_000)], (exchange, n) => exchange.text(200, String(xorshift(n)))),
    get('/page/', [CALLS, MS], (exchange, calls, ms, parallel) =>
      whenDone(exchange, backends.upstream(calls, ms, parallel), (answers) => html(exchange, page(answers)))),
    get('/block/', [MS], (exchange, ms) => block(exchange, ms, endIfOrphaned)),
    get('/offload/', [MS], (exchange, ms) => offload.sleep(ms, () => exchange.text(200, 'offloaded'))),
    get('/deep/', [wholeNumber(1, 1_000), MS], (exchange, frames, ms) => atDepth(frames, () => wait(exchange, ms))),
    get('/stats', [], (exchange) => stats((snapshot) => json(exchange, snapshot))),
  ]);
}

/**
 * Answers with what the backends did, or that they did not. They are not told if the client goes meanwhile, no more
 * than those whose threads wait for them tell them.
 */
function whenDone(exchange, work, answer) {
  work.then(answer, (error) => {
    if (!(error instanceof BackendError)) throw error;
    exchange.text(502, error.message);
  });
}

function json(exchange, value) {
  const text = JSON.stringify(value);
  exchange.answer(200, 'application/json', text, Buffer.byteLength(text));
}

function html(exchange, bytes) {
  exchange.answer(200, 'text/html', bytes, bytes.length);
}

function bytes(exchange, length) {
  exchange.repeat('application/octet-stream', PATTERN_BLOCK, length);
}

function echo(exchange) {
  const body = exchange.body ?? Buffer.alloc(0);
  exchange.answer(200, 'application/octet-stream', body, body.length);
}

function upstream(exchange, answers) {
  json(exchange, { calls: answers.length, answers: answers.map(({ status, body }) => ({ status, bytes: body.length })) });
}

function file(exchange, directory, size) {
  readWhole(directory, size).then(
    (bytes) => exchange.answer(200, 'application/octet-stream', bytes, bytes.length),
    (error) => {
      process.stderr.write(`reading the file ${size}: ${error.message}\n`);
      exchange.text(500, 'the file cannot be read');
    },
  );
}

function wait(exchange, ms) {
  const due = performance.now() + ms;
  const check = () => {
    // A timer may fire up to a millisecond early, for it counts whole milliseconds of the loop's own clock.
    const left = due - performance.now();
    if (left > 0) exchange.timer = setTimeout(check, Math.ceil(left));
    else exchange.text(200, 'waited');
  };
  check();
}

/** Blocks the loop itself, and with it every other connection: that is what this endpoint is for. */
function block(exchange, ms, endIfOrphaned) {
  const due = performance.now() + ms;
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
  for (let left = ms; left > 0; left = due - performance.now()) {
    Atomics.wait(nobodyWakes, 0, 0, Math.min(left, LOOK_UP_MS));
    endIfOrphaned();
  }
  exchange.text(200, 'blocked');
}

/** The value after so many rounds, unsigned. */
function xorshift(rounds) {
  let x = SEED;
  for (let i = 0; i < rounds; i++) x = next(x);
  return x >>> 0;
}
