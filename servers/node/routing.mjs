// Where a request leads: to an endpoint, or straight to an error. Path, then method, then parameters decide.

/** May be asked for in the body of a 405 and in its Allow. */
export const READING = 'GET, HEAD';

/**
 * Calls the answer of the endpoint that an exchange leads to, or answers the error. An endpoint has a `path` (all of it,
 * or all before the parameters), `allow`, at most two `parameters`, a slash between them, and `answer`, which is given
 * the exchange, the parameters, and of two parameters also whether the query is `parallel`. Of two paths that begin
 * alike the longer stands first.
 */
export function createRouter(endpoints) {
  const routes = endpoints.map((endpoint) => new Route(endpoint));
  return (exchange) => {
    const { method, url } = exchange.request;
    const { path, query } = parse(url);
    const route = routes.find((it) => it.matches(path));
    if (route !== undefined) route.take(exchange, path, query);
    else if (path === '*' && method === 'OPTIONS') exchange.text(200, '', ['Allow', 'GET, HEAD, POST']);
    else exchange.text(404, 'no such path');
  };
}

class Route {
  #endpoint;
  #badParameters;

  constructor(endpoint) {
    this.#endpoint = endpoint;
    const [first, second] = endpoint.parameters.map(({ form }) => form);
    this.#badParameters = second === undefined
      ? `the last step of the path must be ${first}`
      : `the last steps of the path must be ${first}, and ${second}`;
  }

  matches(path) {
    const { path: expected, parameters } = this.#endpoint;
    return parameters.length === 0 ? path === expected : path.startsWith(expected);
  }

  take(exchange, path, query) {
    const { allow, parameters, answer } = this.#endpoint;
    if (!allows(allow, exchange.request.method)) {
      exchange.text(405, `the method must be ${allow}`, ['Allow', allow]);
    } else if (parameters.length === 0) {
      answer(exchange);
    } else {
      const values = this.#read(path);
      if (values.includes(undefined)) exchange.text(400, this.#badParameters);
      else answer(exchange, ...values, query === 'parallel');
    }
  }

  #read(path) {
    const { path: before, parameters } = this.#endpoint;
    const rest = path.slice(before.length);
    if (parameters.length === 1) return [parameters[0].read(rest)];
    const slash = rest.indexOf('/');
    if (slash < 0) return [undefined];
    return [parameters[0].read(rest.slice(0, slash)), parameters[1].read(rest.slice(slash + 1))];
  }
}

function allows(allow, method) {
  return allow === READING ? method === 'GET' || method === 'HEAD' : method === allow;
}

function parse(target) {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const end = path.indexOf('?');
  return end < 0 ? { path, query: '' } : { path: path.slice(0, end), query: path.slice(end + 1) };
}
