package threadvsloop.loadgen;

/// Recognises one of a few words while its characters come one by one, whatever their case. Allocates nothing.
final class WordMatcher {
    /// No word, or not one of these.
    static final int NONE = -1;

    private final String[] words;
    private int candidates;
    private int length;

    /// @param words at most 31, in lower case
    WordMatcher(String... words) {
        this.words = words;
        reset();
    }

    void reset() {
        candidates = (1 << words.length) - 1;
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void accept(int character) {
        if (candidates != 0) {
            int lower = character >= 'A' && character <= 'Z' ? character + 32 : character;
            for (int i = 0; i < words.length; i++) {
                if (length >= words[i].length() || words[i].charAt(length) != lower) {
                    candidates &= ~(1 << i);
                }
            }
        }
        length++;
    }

    /// The index of the word that was given in full, or [#NONE].
    int matched() {
        for (int i = 0; i < words.length; i++) {
            if ((candidates & (1 << i)) != 0 && words[i].length() == length) {
                return i;
            }
        }
        return NONE;
    }
}
