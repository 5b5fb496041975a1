package threadvsloop.endpoints.options;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/// The known name that a mistyped one most likely meant.
final class Nearest {
    private Nearest() {}

    static String to(String unknown, Collection<String> known) {
        return Collections.min(known, Comparator.comparingInt(name -> distance(unknown, name)));
    }

    /// The least number of single-character insertions, deletions and replacements between the two (Levenshtein).
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
