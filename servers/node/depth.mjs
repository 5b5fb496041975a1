// A stack as deep as frameworks make it, for /deep.

import { next, SEED } from './xorshift.mjs';

/** Does something at the bottom of so many frames, at least one, and returns from them all. */
export function atDepth(frames, bottom) {
  if (descend(frames, SEED, bottom) === 0) throw new Error(`a product of odd numbers was 0 after ${frames} frames`);
}

/** Keeps some numbers that are needed again once the call below has returned: so no frame can be left out. */
function descend(frames, x, bottom) {
  const first = next(x);
  const second = next(first);
  const third = next(second);
  let below = 1;
  if (frames > 1) below = descend(frames - 1, third, bottom);
  else bottom();
  return product(product(below, first | 1), product(second | 1, third | 1));
}

/** Of 32-bit whole numbers; of odd ones never 0. */
function product(a, b) {
  return Math.imul(a, b);
}
