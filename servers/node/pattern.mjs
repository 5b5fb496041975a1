// The bytes that /bytes/{n} and /file/{size} answer: byte i is the letter `a` + i mod 26.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

export function patternOf(bytes) {
  return Buffer.alloc(bytes, ALPHABET);
}

/** A whole number of alphabets, so that blocks put end to end continue the pattern. */
export const PATTERN_BLOCK = patternOf(ALPHABET.length * 2_520);
