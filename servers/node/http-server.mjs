// node:http brought to the limits of the contract. What its settings cannot express is checked on the parsed request.

import { createServer } from 'node:http';
import { Connection } from './connection.mjs';

const MAX_REQUEST_LINE_BYTES = 16 * 1024;
const MAX_HEADER_BLOCK_BYTES = 16 * 1024;
const MAX_HEADERS = 100;
const MAX_BODY_BYTES = 1024 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
const BODY_STALL_MS = 10_000;
const TIMEOUT_CHECK_MS = 500;

const CONNECTION = Symbol('connection');

/** A server that hands every complete, acceptable request to `dispatch` as an Exchange, and counts in `gauges`. */
export function createContractServer({ contestant, idleTimeoutMs, gauges, dispatch }) {
  const server = createServer({
    maxHeaderSize: MAX_REQUEST_LINE_BYTES + MAX_HEADER_BLOCK_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: 0, // bounds the whole request; the contract bounds a stall, see receive()
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    keepAliveTimeout: idleTimeoutMs,
    keepAliveTimeoutBuffer: 0,
    requireHostHeader: false, // checked below, so that the refusal carries the headers of every answer
    optimizeEmptyRequests: true,
    noDelay: true,
  });
  Object.assign(server, { contestant, gauges, open: new Set(), draining: false });
  server.maxHeadersCount = 0; // beyond a limit Node drops headers without a word; they are counted below instead
  server.httpAllowHalfOpen = true; // a client that has sent all it has to send still gets its answers
  server.timeout = idleTimeoutMs;
  const handle = (request, response, expectsContinue) => accept(request, response, expectsContinue, dispatch);
  server.on('connection', (socket) => { socket[CONNECTION] = new Connection(server, socket); });
  server.on('request', (request, response) => handle(request, response, false));
  server.on('checkContinue', (request, response) => handle(request, response, true));
  server.on('checkExpectation', (request, response) => handle(request, response, false));
  server.on('clientError', onClientError);
  server.on('connect', (request, socket) => {
    socket.on('error', () => {});
    socket[CONNECTION].refuse({ status: 404, reason: 'no tunnels here' });
  });
  server.on('timeout', (socket) => {
    if (socket[CONNECTION].idle) socket.destroy();
  });
  return server;
}

/** Stops accepting, lets requests in flight finish for at most `graceMs`, and then calls `done`. */
export function drain(server, graceMs, done) {
  server.draining = true; // each further answer is the last on its connection
  server.close(done);
  for (const connection of server.open) {
    if (connection.idle) connection.socket.destroy();
  }
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
}

function accept(request, response, expectsContinue, dispatch) {
  const connection = request.socket[CONNECTION];
  if (connection.refused) return;
  const refusal = refusalOf(request);
  if (refusal !== null) {
    connection.refuse(refusal);
    request.resume();
    return;
  }
  const exchange = connection.begin(request, response);
  if (!hasBody(request.headers)) {
    dispatch(exchange);
    return;
  }
  if (expectsContinue) response.writeContinue();
  receive(exchange, connection, dispatch);
}

function refusalOf(request) {
  const { headers, rawHeaders } = request;
  if (request.httpVersionMajor !== 1) return { status: 505, reason: 'only HTTP/1.x is spoken here' };
  if (request.method.length + request.url.length + 10 > MAX_REQUEST_LINE_BYTES) {
    return { status: 414, reason: `the request line is longer than ${MAX_REQUEST_LINE_BYTES} bytes` };
  }
  if (rawHeaders.length / 2 > MAX_HEADERS) return { status: 431, reason: `more than ${MAX_HEADERS} headers` };
  let headerBytes = 0;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    headerBytes += rawHeaders[i].length + rawHeaders[i + 1].length + 4;
    if (rawHeaders[i].length === 4 && rawHeaders[i].toLowerCase() === 'host') hosts++;
  }
  if (headerBytes > MAX_HEADER_BLOCK_BYTES) {
    return { status: 431, reason: `the headers are longer than ${MAX_HEADER_BLOCK_BYTES} bytes` };
  }
  if (hosts > 1) return { status: 400, reason: 'more than one Host header' };
  if (hosts === 0 && request.httpVersionMinor === 1) return { status: 400, reason: 'no Host header' };
  return refusalOfBody(headers);
}

function refusalOfBody(headers) {
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return { status: 501, reason: 'the only transfer coding known here is chunked' };
  }
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES ? bodyTooLong() : null;
}

function bodyTooLong() {
  return { status: 413, reason: `the body is longer than ${MAX_BODY_BYTES} bytes` };
}

function hasBody(headers) {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && Number(length) > 0);
}

/** Collects the body, whatever the endpoint makes of it, so that the next request begins where this one ends. */
function receive(exchange, connection, dispatch) {
  const { request } = exchange;
  const chunks = [];
  let length = 0;
  connection.receiving = exchange;
  exchange.timer = setTimeout(
    () => connection.refuse({ status: 408, reason: `no byte of the body for ${BODY_STALL_MS} ms` }),
    BODY_STALL_MS,
  );
  request.on('data', (chunk) => {
    if (connection.refused) return;
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      chunks.length = 0;
      connection.refuse(bodyTooLong());
      return;
    }
    chunks.push(chunk);
    exchange.timer.refresh();
  });
  request.on('error', () => {}); // the connection's own close counts it
  request.on('end', () => {
    if (connection.refused) return;
    clearTimeout(exchange.timer);
    connection.receiving = null;
    exchange.body = Buffer.concat(chunks, length);
    dispatch(exchange);
  });
}

function onClientError(error, socket) {
  const connection = socket[CONNECTION];
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    // Node's clock starts with the connection; the contract's with the first byte, so a silent client may stay.
    if (socket.bytesRead > 0) connection.refuse({ status: 408, reason: `no complete headers in ${HEADERS_TIMEOUT_MS} ms` });
  } else if (error.code?.startsWith('HPE_')) {
    connection.refuse(refusalOfParser(error));
  } else {
    socket.destroy();
  }
}

function refusalOfParser({ code, reason }) {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, reason: 'the request line and headers are too long' };
  // The same code covers versions that are no versions; its reason tells them apart.
  if (reason === 'Invalid HTTP version') return { status: 505, reason: 'only HTTP/1.x is spoken here' };
  return { status: 400, reason: `the request cannot be parsed: ${reason ?? code}` };
}
