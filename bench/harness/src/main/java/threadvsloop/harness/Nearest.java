package threadvsloop.harness;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Finds what the user probably meant.
public final class Nearest {

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /// An exception that names the unknown word and the nearest known one.
    ///
    /// @param kind what the word should have been: `contestant`
    public static UsageException unknown(String kind, String word, Collection<String> known) {
        String hint = known.stream()
                .min(Comparator.comparingInt(k -> EDITS.apply(word, k)))
                .filter(k -> EDITS.apply(word, k) <= Math.max(2, word.length() / 2))
                .map(k -> "did you mean \"" + k + "\"?")
                .orElse("known: " + String.join(", ", known));
        return new UsageException("unknown " + kind + " \"" + word + "\": " + hint);
    }
}
