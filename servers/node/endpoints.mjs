// What is answered: the endpoints of ../CONTRACT.md, on the one thread that Node.js gives to requests.

import { performance } from 'node:perf_hooks';

const LONGEST_WAIT_MS = 60_000;
const READING = 'GET, HEAD';

/** A whole number of the alphabet's 26 letters, so that blocks put end to end continue the pattern. */
const PATTERN = Buffer.from(Array.from({ length: 26 * 2_520 }, (_, i) => 97 + (i % 26)));

/** The endpoints, by the first step of the path. `most` is the bound of the number that makes the second. */
export function createDispatch({ offload, stats }) {
  const endpoints = new Map(Object.entries({
    plaintext: { allow: READING, answer: (exchange) => exchange.text(200, 'Hello, World!') },
    json: { allow: READING, answer: (exchange) => json(exchange, { message: 'Hello, World!' }) },
    bytes: { allow: READING, most: 16 * 1024 * 1024, answer: bytes },
    echo: { allow: 'POST', answer: echo },
    wait: { allow: READING, most: LONGEST_WAIT_MS, answer: wait },
    block: { allow: READING, most: LONGEST_WAIT_MS, answer: block },
    offload: {
      allow: READING,
      most: LONGEST_WAIT_MS,
      answer: (exchange, ms) => offload.sleep(ms, () => exchange.text(200, 'offloaded')),
    },
    cpu: { allow: READING, most: 100_000_000, answer: (exchange, n) => exchange.text(200, String(xorshift(n))) },
    stats: { allow: READING, answer: (exchange) => stats((snapshot) => json(exchange, snapshot)) },
  }));
  return (exchange) => dispatch(endpoints, exchange);
}

function dispatch(endpoints, exchange) {
  const [name, parameter] = steps(exchange.request.url);
  const endpoint = endpoints.get(name);
  if (endpoint === undefined || (endpoint.most === undefined) !== (parameter === null)) {
    exchange.text(404, 'no such path');
  } else if (!allows(endpoint, exchange.request.method)) {
    exchange.text(405, `the method must be ${endpoint.allow}`, ['Allow', endpoint.allow]);
  } else if (parameter === null) {
    endpoint.answer(exchange);
  } else {
    const number = /^\d{1,9}$/.test(parameter) ? Number(parameter) : NaN;
    if (number <= endpoint.most) endpoint.answer(exchange, number);
    else exchange.text(400, `the last step of the path must be a whole number from 0 to ${endpoint.most}`);
  }
}

/** The first step of the path and the rest (null if there is none), without the query. */
function steps(target) {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const end = path.indexOf('?');
  const bare = end < 0 ? path : path.slice(0, end);
  const slash = bare.indexOf('/', 1);
  return slash < 0 ? [bare.slice(1), null] : [bare.slice(1, slash), bare.slice(slash + 1)];
}

function allows(endpoint, method) {
  return endpoint.allow === 'POST' ? method === 'POST' : method === 'GET' || method === 'HEAD';
}

function json(exchange, value) {
  const text = JSON.stringify(value);
  exchange.answer(200, 'application/json', text, Buffer.byteLength(text));
}

function bytes(exchange, length) {
  exchange.repeat('application/octet-stream', PATTERN, length);
}

function echo(exchange) {
  const body = exchange.body ?? Buffer.alloc(0);
  exchange.answer(200, 'application/octet-stream', body, body.length);
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
function block(exchange, ms) {
  const due = performance.now() + ms;
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
  for (let left = ms; left > 0; left = due - performance.now()) Atomics.wait(nobodyWakes, 0, 0, left);
  exchange.text(200, 'blocked');
}

/** Marsaglia's xorshift32 (shifts 13, 17, 5) from 2463534242: the value after `rounds` rounds, unsigned. */
function xorshift(rounds) {
  let x = 2463534242 | 0;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x >>> 0;
}
