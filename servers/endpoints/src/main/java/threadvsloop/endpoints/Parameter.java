package threadvsloop.endpoints;

import java.util.List;

/// A step of a path that stands for a value.
sealed interface Parameter {
    /// What [#read] returns for a step that is no such value.
    int BAD = -1;

    /// How long to wait, at most a minute.
    Parameter MS = new WholeNumber(0, 60_000);

    /// How many calls to the upstream.
    Parameter CALLS = new WholeNumber(1, 100);

    /// The value that the path spells from one index to another, both bounds within the path; [#BAD] if it spells none.
    int read(CharSequence path, int from, int to);

    /// What a step must be, as the end of a sentence.
    String form();

    /// In one to nine decimal digits.
    record WholeNumber(int min, int max) implements Parameter {
        private static final int MAX_DIGITS = 9;

        @Override
        public int read(CharSequence path, int from, int to) {
            if (from == to || to - from > MAX_DIGITS) {
                return BAD;
            }
            int number = 0;
            for (int i = from; i < to; i++) {
                char c = path.charAt(i);
                if (c < '0' || c > '9') {
                    return BAD;
                }
                number = 10 * number + (c - '0');
            }
            return number < min || number > max ? BAD : number;
        }

        @Override
        public String form() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /// One of some words; its value is its index.
    record Word(List<String> words) implements Parameter {

        @Override
        public int read(CharSequence path, int from, int to) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.length() == to - from && CharSequence.compare(word, path.subSequence(from, to)) == 0) {
                    return i;
                }
            }
            return BAD;
        }

        @Override
        public String form() {
            return "one of " + String.join(", ", words);
        }
    }
}
