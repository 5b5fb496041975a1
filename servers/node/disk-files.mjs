// The directory behind /file/{size}: one file of each size, with the pattern of /bytes/{n}. Names come from the list
// below alone, so that no request can name another file.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './options.mjs';
import { patternOf } from './pattern.mjs';

const BYTES = { '1k': 1024, '64k': 64 * 1024, '1m': 1024 * 1024 };

/** How the files are called, in the path of a request and in the directory. */
export const FILE_SIZES = Object.keys(BYTES);

/** Writes those files that are missing or of the wrong length. Throws a UsageError if that is not possible there. */
export function provideFiles(directory) {
  try {
    make(directory);
    for (const size of FILE_SIZES) provide(directory, size);
  } catch (error) {
    throw new UsageError(`--files ${directory} cannot be read and written (${error.message}); name a directory that can`);
  }
}

/** With those above it. Node's own way to do that does not end where there can be no directory, as in /proc. */
function make(directory) {
  if (existsSync(directory)) return;
  make(dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error; // of two servers that start at once, one comes too late
  }
}

/** By way of a file of its own and a rename, since other servers may do the same at the same time. */
function provide(directory, size) {
  const path = join(directory, size);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() && found.size === BYTES[size]) return;
  const draft = join(directory, `${size}-${randomUUID()}.tmp`);
  writeFileSync(draft, patternOf(BYTES[size]));
  renameSync(draft, path);
}

/** Reads a file from the disk, whole, by Node's own worker threads. */
export async function readWhole(directory, size) {
  const path = join(directory, size);
  const bytes = Buffer.allocUnsafe(BYTES[size]);
  const file = await open(path);
  try {
    for (let filled = 0; filled < bytes.length;) {
      const { bytesRead } = await file.read(bytes, filled);
      if (bytesRead === 0) throw new Error(`${path} is shorter than ${bytes.length} bytes`);
      filled += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes;
}
