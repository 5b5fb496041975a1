// What a text must spell, in a path or on the command line. `form` says it, as the end of a sentence; `read` gives the
// value, or undefined for a text that is not of the form.

/** In one to nine decimal digits. */
export function wholeNumber(least, most) {
  return {
    form: `a whole number from ${least} to ${most}`,
    read(text) {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
      return number >= least && number <= most ? number : undefined;
    },
  };
}

export function oneOf(words) {
  return { form: `one of ${words.join(', ')}`, read: (text) => (words.includes(text) ? text : undefined) };
}

export function orNone({ form, read }, none = null) {
  return { form: `none or ${form}`, read: (text) => (text === 'none' ? none : read(text)) };
}

export const TOKEN = {
  form: 'a name or an address without blanks',
  read: (text) => (/^[\x21-\x7e]+$/.test(text) ? text : undefined),
};

export const IDENTIFIER = {
  form: '1 to 64 letters, digits, dots, dashes or underscores',
  read: (text) => (/^[A-Za-z0-9._-]{0,64}$/.test(text) ? text : undefined),
};

/** In milliseconds. */
export const DURATION = {
  form: 'a number with ms, s or m, such as 30s',
  read(text) {
    const match = /^(\d{1,9})(ms|s|m)$/.exec(text);
    return match === null ? undefined : Number(match[1]) * { ms: 1, s: 1_000, m: 60_000 }[match[2]];
  },
};

/** `{host, port}`; an IPv6 address stands in brackets, and is given without. */
export const HOST_PORT = {
  form: 'host:port, such as 127.0.0.1:9000',
  read(text) {
    const match = /^(?:([^\s:]+)|\[([0-9A-Fa-f:.]+)\]):(\d{1,5})$/.exec(text);
    const port = match === null ? 0 : Number(match[3]);
    return port >= 1 && port <= 65_535 ? { host: match[1] ?? match[2], port } : undefined;
  },
};

/** `{host, port, user, password, database}`, as the driver of PostgreSQL calls them; the password is '' for none. */
export const DATABASE_URL = {
  form: 'postgresql://user:password@host:port/name',
  read(text) {
    const url = /^postgres(ql)?:\/\/\S+$/.test(text) ? URL.parse(text) : null;
    if (url === null || url.hostname === '' || url.username === '' || url.pathname.length < 2) return undefined;
    const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = url.port === '' ? 5432 : Number(url.port);
    return user === undefined || password === undefined || database === undefined
      ? undefined
      : { host, port, user, password, database };
  },
};

/** Undefined for a text in which a percent sign does not begin an encoded character. */
function decoded(text) {
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? undefined : decodeURIComponent(text);
}
