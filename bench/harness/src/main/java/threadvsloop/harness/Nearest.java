package threadvsloop.harness;

import java.util.Collection;
import java.util.Comparator;

/// Finds what the user probably meant.
final class Nearest {

    private Nearest() {}

    /// An exception that names the unknown word and the nearest known one.
    ///
    /// @param kind what the word should have been: `contestant`
    static UsageException unknown(String kind, String word, Collection<String> known) {
        String hint = known.stream()
                .min(Comparator.comparingInt(k -> distance(word, k)))
                .filter(k -> distance(word, k) <= Math.max(2, word.length() / 2))
                .map(k -> "did you mean \"" + k + "\"?")
                .orElse("known: " + String.join(", ", known));
        return new UsageException("unknown " + kind + " \"" + word + "\": " + hint);
    }

    /// Levenshtein distance: the fewest insertions, deletions and substitutions that turn a into b.
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
