package dev.jtune.examples.digits;

import static dev.jtune.Mode.MAX;

import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures how often the study of {@link DigitsSgdTest} reaches its gate, over many seeds, against full-length runs that may learn from as
 * many images in all.
 *
 * <p>Arguments: the number of seeds, and the file for the table. The exit status is 1 if the study reaches the gate for fewer than 95 % of
 * the seeds, or full-length runs for more than 30 %.
 */
final class GateTable {
    private static final double GATE = 0.972;
    private static final int SAMPLES = 300;
    private static final int FULL_RUN = 243;

    /** That of {@link SgdParams}, as text. */
    private static final String[] SPACE = {
        "rate = loguniform(1e-6, 100)",
        "hidden = lograndint(2, 65)",
        "act = choice('RELU', 'TANH')",
        "scale = loguniform(1e-2, 100)",
        "decay = loguniform(1e-6, 1)"
    };

    /** What one seed gave. */
    private record Row(int seed, int steps, double asha, int fullRuns, double random) {
        static final String HEADER = "seed,steps,asha,full_runs,random";

        String csv() {
            return String.format(Locale.ROOT, "%d,%d,%.4f,%d,%.4f", seed, steps, asha, fullRuns, random);
        }
    }

    private GateTable() {}

    public static void main(String[] args) throws IOException {
        int seeds = Integer.parseInt(args[0]);
        List<Row> rows = IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(GateTable::measure)
                .toList();
        Files.write(Path.of(args[1]), (Iterable<String>) IntStream.rangeClosed(0, seeds)
                .mapToObj(i -> i == 0 ? Row.HEADER : rows.get(i - 1).csv())::iterator);

        double asha = share(rows.stream().mapToDouble(Row::asha).toArray());
        double random = share(rows.stream().mapToDouble(Row::random).toArray());
        System.out.printf(Locale.ROOT, "| searched by | seeds that reach %s | of |%n", GATE);
        System.out.println("| --- | --- | --- |");
        System.out.printf(
                Locale.ROOT, "| random search with ASHA, %d trials | %.0f | %d |%n", SAMPLES, asha * seeds, seeds);
        System.out.printf(
                Locale.ROOT, "| random search, full runs, as many steps | %.0f | %d |%n", random * seeds, seeds);
        System.exit(asha >= 0.95 && random <= 0.30 ? 0 : 1);
    }

    private static double share(double[] scores) {
        return IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i] >= GATE ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static Row measure(int seed) {
        ResultGrid asha = study("asha", seed)
                .numSamples(SAMPLES)
                .scheduler(Schedulers.asha(AshaSettings.DEFAULT.maxT(FULL_RUN).brackets(1)))
                .fit();
        int steps = asha.trials().stream().mapToInt(TrialResult::iterations).sum();
        int fullRuns = (steps + FULL_RUN - 1) / FULL_RUN;
        ResultGrid random = study("random", seed)
                .numSamples(fullRuns)
                .stop("training_iteration >= " + FULL_RUN)
                .fit();
        return new Row(seed, steps, asha.best().score(), fullRuns, random.best().score());
    }

    /** Both draw from other streams of the seed, so that they do not share their first configurations. */
    private static Tuner study(String name, int seed) {
        return Tuner.of(Sgd.class)
                .name(name)
                .paramSpace(SPACE)
                .metric("accuracy", MAX)
                .searcher(Searchers.random())
                .maxConcurrentTrials(1)
                .seed(name + " " + seed);
    }
}
