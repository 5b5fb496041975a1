// Marsaglia's xorshift32 (shifts 13, 17, 5): the work of /cpu, and the order in which /db asks for rows.

export const SEED = 2463534242 | 0;

/** The value after `x`; both are 32-bit integers, of which `>>> 0` makes the unsigned value. */
export function next(x) {
  x ^= x << 13;
  x ^= x >>> 17;
  return x ^ (x << 5);
}
