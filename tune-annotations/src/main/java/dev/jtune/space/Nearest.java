package dev.jtune.space;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Nearest {

    private Nearest() {}

    /** Return the known word that differs least from {@code word}, unless all differ a lot. */
    static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.min(word.length() - 1, Math.max(1, word.length() / 3));
        String best = null;
        int least = limit + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Return {@code did you mean 'x'?}, or else {@code otherwise}. */
    static String hint(String word, Collection<String> known, String otherwise) {
        return to(word, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise);
    }

    /** Count the letters to insert, remove, replace or swap with a neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
