package dev.jtune.examples.wine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Chemical measurements of wines, and the cultivar each was made from.
 *
 * @param measurements one row a wine
 * @param classes 0 to 2, one a wine
 */
record Wines(List<double[]> measurements, List<Integer> classes) {

    /** Read the data in a fixed random order: the file is sorted by class. */
    static Wines read() {
        InputStream file = Objects.requireNonNull(Wines.class.getResourceAsStream("/data/wine.csv"));
        List<double[]> measurements = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>(reader.lines().skip(1).toList());
            Collections.shuffle(lines, new Random(1));
            for (String line : lines) {
                int target = line.lastIndexOf(',');
                measurements.add(Arrays.stream(line.substring(0, target).split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
                classes.add(Integer.valueOf(line.substring(target + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Wines(measurements, classes);
    }

    int size() {
        return classes.size();
    }

    /** Return the share of wines that a model recognises when it learnt from the other folds only. */
    double crossValidate(Model model, Scaling scaling, int folds) {
        int recognised = 0;
        for (int fold = 0; fold < folds; fold++) {
            Wines training = select(fold, folds, false);
            Wines rest = select(fold, folds, true);
            Scaling.Fitted scaled = scaling.fit(training.measurements());
            Classifier classifier = model.train(training.with(scaled));
            for (int i = 0; i < rest.size(); i++) {
                if (classifier.classify(scaled.apply(rest.measurements().get(i)))
                        == rest.classes().get(i)) {
                    recognised++;
                }
            }
        }
        return (double) recognised / size();
    }

    private Wines select(int fold, int folds, boolean inside) {
        List<double[]> rows = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if ((i % folds == fold) == inside) {
                rows.add(measurements.get(i));
                targets.add(classes.get(i));
            }
        }
        return new Wines(rows, targets);
    }

    private Wines with(Scaling.Fitted scaled) {
        return new Wines(measurements.stream().map(scaled::apply).toList(), classes);
    }
}
