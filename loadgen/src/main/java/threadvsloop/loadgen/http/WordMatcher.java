package threadvsloop.loadgen.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Recognises one of a few words while its characters come one by one, whatever their case. Allocates nothing after
/// construction.
final class WordMatcher {
    /// No word, or not one of these.
    static final int NONE = -1;

    private final byte[][] words;
    private int candidate;
    private int length;

    /// @param words of [#words]; matchers of the same words share them
    WordMatcher(byte[][] words) {
        this.words = words;
    }

    /// @param words in lower case
    static byte[][] words(String... words) {
        return Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    void reset() {
        candidate = 0;
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void accept(int character) {
        if (candidate != NONE) {
            int lower = character >= 'A' && character <= 'Z' ? character + 32 : character;
            if (!fits(words[candidate], lower)) {
                candidate = nextCandidate(lower);
            }
        }
        length++;
    }

    /// The index of the word that was given in full, or [#NONE].
    int matched() {
        return candidate != NONE && words[candidate].length == length ? candidate : NONE;
    }

    private boolean fits(byte[] word, int character) {
        return length < word.length && word[length] == character;
    }

    /// A later word that begins as the candidate did so far, and goes on with this character.
    private int nextCandidate(int character) {
        for (int i = candidate + 1; i < words.length; i++) {
            if (fits(words[i], character) && Arrays.equals(words[i], 0, length, words[candidate], 0, length)) {
                return i;
            }
        }
        return NONE;
    }
}
