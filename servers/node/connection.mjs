// What the contract asks of a connection and node:http does not give: every error is answered in its turn, with the
// headers of any other answer, and the connection is then closed so that the client can still read it.

import { STATUS_CODES } from 'node:http';

/** How long a refused client may go on sending before its connection is cut. */
const LINGER_MS = 1_000;

/** One request and its answer. In flight from its header's last byte until its answer is handed to the kernel. */
export class Exchange {
  #connection;
  #response;
  /** Set while the exchange waits, so that a vanished client leaves no timer behind. */
  timer = null;
  body = null;

  constructor(connection, request, response) {
    this.#connection = connection;
    this.#response = response;
    this.request = request;
    response.once('close', () => connection.finished(this));
  }

  text(status, text, headers = []) {
    this.answer(status, 'text/plain', text, Buffer.byteLength(text), headers);
  }

  answer(status, type, body, length, headers = []) {
    this.#begin(status, type, length, headers);
    this.#response.end(body);
  }

  /** Answers `length` bytes of a pattern that repeats in `block`, no faster than the client reads. */
  repeat(type, block, length) {
    this.#begin(200, type, length, []);
    if (this.request.method === 'HEAD') this.#response.end();
    else this.#write(block, length);
  }

  #write(block, left) {
    for (; left > block.length; left -= block.length) {
      if (!this.#response.write(block)) {
        this.#response.once('drain', () => this.#write(block, left - block.length));
        return;
      }
    }
    this.#response.end(block.subarray(0, left));
  }

  #begin(status, type, length, headers) {
    const response = this.#response;
    if (this.#connection.endsWith(this)) response.shouldKeepAlive = false;
    // HTTP/1.1 keeps connections alive without being told; Node would tell.
    if (response.shouldKeepAlive && this.request.httpVersionMinor === 1) response.removeHeader('Connection');
    response.writeHead(status, [
      'Server', this.#connection.server.contestant, 'Content-Type', type, 'Content-Length', length, ...headers,
    ]);
  }
}

/** One socket's state: what is in flight on it, and whether it has been refused. */
export class Connection {
  #exchanges = new Set();
  #refusal = null;
  /** The exchange whose body is arriving. */
  receiving = null;
  #bytesWhenIdle = 0;
  #newest = null;

  constructor(server, socket) {
    this.server = server;
    this.socket = socket;
    socket.once('close', () => this.#closed());
    server.open.add(this);
    server.gauges.connections.add(1);
  }

  get refused() {
    return this.#refusal !== null;
  }

  /** True if nothing is in flight and no part of a request has arrived since the last answer. */
  get idle() {
    return this.#exchanges.size === 0 && this.socket.bytesRead === this.#bytesWhenIdle;
  }

  /** True if no request can follow: the client has ended sending, or the server is about to end. */
  get #ending() {
    return this.server.draining || this.socket.readableEnded;
  }

  /** True if the exchange is the last on this connection. */
  endsWith(exchange) {
    return this.#ending && exchange === this.#newest;
  }

  begin(request, response) {
    const exchange = new Exchange(this, request, response);
    this.#exchanges.add(exchange);
    this.#newest = exchange;
    this.server.gauges.requests++;
    this.server.gauges.inFlight.add(1);
    return exchange;
  }

  finished(exchange) {
    if (!this.#exchanges.delete(exchange)) return;
    clearTimeout(exchange.timer);
    this.server.gauges.inFlight.add(-1);
    if (this.#exchanges.size > 0) return;
    this.#bytesWhenIdle = this.socket.bytesRead;
    if (this.refused) this.#sendRefusal();
    else if (this.#ending) this.socket.destroySoon();
  }

  /** Answers an error after the answers that are still due, and closes. Whatever the client sends next is dropped. */
  refuse(refusal) {
    if (this.refused) return;
    this.#refusal = refusal;
    if (this.receiving !== null) this.finished(this.receiving);
    else if (this.#exchanges.size === 0) this.#sendRefusal();
  }

  #sendRefusal() {
    const { status, reason } = this.#refusal;
    if (this.socket.writable) {
      this.socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nServer: ${this.server.contestant}\r\n`
        + `Date: ${new Date().toUTCString()}\r\nContent-Type: text/plain\r\nContent-Length: ${reason.length}\r\n`
        + `Connection: close\r\n\r\n${reason}`,
      );
    }
    // Closing with unread bytes would reset the connection and take the answer with it.
    this.receiving?.request.resume();
    setTimeout(() => this.socket.destroy(), LINGER_MS).unref();
  }

  #closed() {
    if (this.#exchanges.size > 0) this.server.gauges.disconnects++;
    for (const exchange of this.#exchanges) {
      clearTimeout(exchange.timer);
      this.server.gauges.inFlight.add(-1);
    }
    this.#exchanges.clear();
    this.server.open.delete(this);
    this.server.gauges.connections.add(-1);
  }
}
