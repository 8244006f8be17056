package dev.jtune.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine costs beside Jupiter, in Surefire's JVM: reads the reports of the {@code platform} profile, which the script
 * has just run, several times over.
 */
final class Platform {
    private static final Pattern TIME = Pattern.compile("<testsuite [^>]*?\\btime=\"([0-9.,]+)\"");

    private Platform() {}

    static boolean run(Options options, List<Path> reports) throws IOException {
        double[] dynamicTests = times(reports, "ScaleJupiterTest");
        double[] trials = times(reports, "ScaleTuneTest");
        double[] empty = times(reports, "StartJupiterTest");
        double[] study = times(reports, "StartTuneTest");
        double[] ratios = new double[trials.length];
        double[] extra = new double[study.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = trials[i] / dynamicTests[i];
            extra[i] = study[i] - empty[i];
        }
        Outcome outcome = new Outcome("platform");
        outcome.number("10,000 Jupiter dynamic tests, -Xmx128m, median", median(dynamicTests), "s");
        outcome.number("10,000 trials, -Xmx128m, median", median(trials), "s");
        outcome.atMost("ratio, median of " + ratios.length + " runs", median(ratios), 2, "times");
        outcome.atMost("20-trial study beyond an empty Jupiter test, median", median(extra), 0.3, "s");
        return outcome.report(options.results());
    }

    private static double[] times(List<Path> reports, String testClass) throws IOException {
        List<Double> times = new ArrayList<>();
        for (Path report : reports) {
            Path file = report.resolve("TEST-dev.jtune.bench.platform." + testClass + ".xml");
            Matcher matcher = TIME.matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new IOException("no time in " + file.toString().replace(File.separatorChar, '/'));
            }
            times.add(Double.parseDouble(matcher.group(1).replace(",", "")));
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
