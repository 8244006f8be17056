package dev.jtune.examples.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Images of handwritten digits: 64 pixels, scaled to 0..1, and the digit they show.
 *
 * @param pixels one row an image
 * @param labels the digits, one an image
 */
record Digits(double[][] pixels, int[] labels) {
    private static final int TRAINING_IMAGES = 1000;

    /** What the network learns from. */
    static final Digits TRAINING;

    /** What it is judged on. */
    static final Digits VALIDATION;

    static {
        List<String> lines = readLines("/data/digits.csv");
        Collections.shuffle(lines, new Random(1));
        TRAINING = parse(lines.subList(0, TRAINING_IMAGES));
        VALIDATION = parse(lines.subList(TRAINING_IMAGES, lines.size()));
    }

    int size() {
        return labels.length;
    }

    private static Digits parse(List<String> lines) {
        double[][] pixels = new double[lines.size()][];
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String[] fields = lines.get(i).split(",", -1);
            pixels[i] = Arrays.stream(fields, 0, 64)
                    .mapToDouble(grey -> Double.parseDouble(grey) / 16)
                    .toArray();
            labels[i] = Integer.parseInt(fields[64]);
        }
        return new Digits(pixels, labels);
    }

    private static List<String> readLines(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Digits.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return new ArrayList<>(reader.lines().skip(1).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
