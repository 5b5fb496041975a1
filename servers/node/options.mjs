// The command line of the Node.js contestants: parsed, checked, and refused with the nearest known name.

import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DATABASE_URL, DURATION, HOST_PORT, IDENTIFIER, orNone, TOKEN, wholeNumber } from './values.mjs';

/** A command line that cannot be carried out: one line for stderr, exit status 2. */
export class UsageError extends Error {}

/** By name: the key of the value among the options, what it must be, and the text that stands for one not given. */
const OPTIONS = new Map(Object.entries({
  '--host': { key: 'host', value: TOKEN, byDefault: '127.0.0.1' },
  '--port': { key: 'port', value: wholeNumber(0, 65_535), byDefault: '0' },
  '--backlog': { key: 'backlog', value: wholeNumber(1, 65_535), byDefault: '4096' },
  '--idle-timeout': { key: 'idleTimeoutMs', value: orNone(DURATION, 0), byDefault: 'none' },
  '--offload': { key: 'offload', value: wholeNumber(1, 1_024), byDefault: '4' },
  '--upstream': { key: 'upstream', value: orNone(HOST_PORT), byDefault: 'none' },
  '--upstream-pool': { key: 'upstreamPool', value: wholeNumber(1, 65_535), byDefault: '10000' },
  '--database': { key: 'database', value: orNone(DATABASE_URL), byDefault: 'none' },
  '--db-pool': { key: 'databasePool', value: wholeNumber(1, 1_024), byDefault: '16' },
  '--files': { key: 'files', value: { form: 'a directory', read: (text) => text }, byDefault: filesOfUser() },
  '--contestant': { key: 'contestant', value: IDENTIFIER, byDefault: '' },
  '--loops': { key: 'loops', value: loops(wholeNumber(1, 1_024)), byDefault: 'one' },
}));

/**
 * Reads `--name value` and `--name=value`; of an option given twice, the last value counts. `loops` is null for one
 * process, 'cores' for one worker per available core, else a number of cluster workers; `idleTimeoutMs` 0 means that
 * idle connections are kept; `upstream` and `database` are null for none. `texts` are the values as they were given, or
 * would be, by name.
 */
export function parseOptions(args) {
  const texts = new Map(Array.from(OPTIONS, ([name, { byDefault }]) => [name, byDefault]));
  for (let i = 0; i < args.length; i++) {
    const [, name, inPlace] = /^([^=]*)(?:=(.*))?$/s.exec(args[i]);
    if (!OPTIONS.has(name)) throw new UsageError(`unknown option ${name}; did you mean ${nearest(name)}?`);
    const text = inPlace ?? args[++i];
    if (text === undefined) throw new UsageError(`${name} needs a value`);
    texts.set(name, text);
  }
  const options = {};
  for (const [name, { key, value }] of OPTIONS) {
    options[key] = value.read(texts.get(name));
    if (options[key] === undefined) throw new UsageError(`${name} must be ${value.form}, not "${texts.get(name)}"`);
  }
  if (options.contestant === '') options.contestant = options.loops === null ? 'node' : 'node-cluster';
  texts.delete('--contestant');
  if (options.loops === null) texts.delete('--loops');
  // Whoever may ask for /stats need not know the password.
  texts.set('--database', texts.get('--database').replace(/:[^:@/]*@/, ':***@'));
  return { ...options, texts: Object.fromEntries(Array.from(texts, ([name, text]) => [name.slice(2), text])) };
}

/** A place of its own for each user, since nobody may write over the files of another. */
function filesOfUser() {
  return join(tmpdir(), `tvl-files-${userInfo().username}`);
}

function loops(number) {
  return {
    form: number.form,
    read(text) {
      if (text === 'one') return null;
      return text === 'cores' ? text : number.read(text);
    },
  };
}

function nearest(unknown) {
  const known = Array.from(OPTIONS.keys());
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
