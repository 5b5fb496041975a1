// The command line of the Node.js contestants: parsed, checked, and refused with the nearest known name.

/** A command line that cannot be carried out: one line for stderr, exit status 2. */
export class UsageError extends Error {}

const OPTIONS = {
  '--host': { key: 'host', parse: text },
  '--port': { key: 'port', parse: wholeNumber(0, 65_535) },
  '--backlog': { key: 'backlog', parse: wholeNumber(1, 65_535) },
  '--idle-timeout': { key: 'idleTimeoutMs', parse: duration },
  '--loops': { key: 'loops', parse: loops },
  '--offload': { key: 'offload', parse: wholeNumber(1, 1_024) },
  '--contestant': { key: 'contestant', parse: text },
};

/**
 * Reads `--name value` and `--name=value`. `loops` is null for one process, 'cores' for one worker per available core,
 * else a number of cluster workers; `idleTimeoutMs` 0 means that idle connections are kept. `texts` are the values as
 * they were given, or would be, by name.
 */
export function parseOptions(args) {
  const options = { host: '127.0.0.1', port: 0, backlog: 4096, idleTimeoutMs: 0, loops: null, offload: 4 };
  const texts = { host: '127.0.0.1', port: '0', backlog: '4096', 'idle-timeout': 'none', offload: '4' };
  const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split(/=(.*)/s, 2) : arg));
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i], words[i + 1]];
    const option = OPTIONS[name];
    if (option === undefined) throw new UsageError(`unknown option ${name}; did you mean ${nearest(name)}?`);
    if (value === undefined) throw new UsageError(`${name} needs a value`);
    options[option.key] = option.parse(value, name);
    texts[name.slice(2)] = value;
  }
  options.contestant ??= options.loops === null ? 'node' : 'node-cluster';
  delete texts.contestant;
  return { ...options, texts };
}

function text(value, name) {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new UsageError(`${name} must be a name or an address without blanks, not "${value}"`);
  return value;
}

function wholeNumber(least, most) {
  return (value, name) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) {
      throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not "${value}"`);
    }
    return number;
  };
}

function loops(value, name) {
  return value === 'cores' ? value : wholeNumber(1, 1_024)(value, name);
}

function duration(value, name) {
  const match = /^(\d{1,9})(ms|s|m)$/.exec(value);
  if (value === 'none') return 0;
  if (!match) throw new UsageError(`${name} must be none or a number with ms, s or m, such as 30s, not "${value}"`);
  return Number(match[1]) * { ms: 1, s: 1_000, m: 60_000 }[match[2]];
}

function nearest(unknown) {
  const known = Object.keys(OPTIONS);
  return known.reduce((best, name) => (distance(unknown, name) < distance(unknown, best) ? name : best));
}

/** Levenshtein distance: the edits of one character that turn `a` into `b`. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
