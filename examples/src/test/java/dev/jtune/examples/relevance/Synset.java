package dev.jtune.examples.relevance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One meaning in WordNet: the verbs that have it, what they mean, and sentences that use one of them.
 *
 * @param words the verbs, separated by blanks
 * @param definition the gloss without its examples
 * @param examples the quoted sentences of the gloss
 */
record Synset(String words, String definition, List<String> examples) {
    private static final String VERBS = "/net/sf/extjwnl/data/wordnet/wn31/data.verb";

    /** Read all verbs of WordNet 3.1, which the test class path holds as a jar. */
    static List<Synset> verbs() {
        InputStream file = Objects.requireNonNull(Synset.class.getResourceAsStream(VERBS), VERBS);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            // the licence at the top is indented
            return reader.lines()
                    .filter(line -> !line.startsWith(" "))
                    .map(Synset::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parse {@code offset file type count word id word id ... | gloss}, where the count is hexadecimal. */
    private static Synset parse(String line) {
        int bar = line.indexOf('|');
        String[] fields = line.substring(0, bar).split(" ", -1);
        int count = Integer.parseInt(fields[3], 16);
        String words = Arrays.stream(fields, 4, 4 + 2 * count)
                .filter(field -> field.length() > 1)
                .map(word -> word.replace('_', ' '))
                .collect(Collectors.joining(" "));
        List<String> definition = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        String[] quoted = line.substring(bar + 1).split("\"", -1);
        for (int i = 0; i < quoted.length; i++) {
            (i % 2 == 0 ? definition : examples).add(quoted[i].strip());
        }
        return new Synset(words, String.join(" ", definition), examples);
    }
}
