package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import dev.jtune.bench.bbob.Function;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The 24 functions of BBOB: checks them against the values of the reference implementation, and shows what searchers find on them in five
 * dimensions with 200 evaluations.
 */
public final class Bbob {
    private static final int DIMENSION = 5;
    private static final List<Integer> MARKS = List.of(50, 100, 200);
    private static final double TOLERANCE = 1e-8;

    private Bbob() {}

    /** Run the benchmark: {@code --problems DIR}, {@code --methods a,b}, {@code --seeds N}. */
    public static void main(String[] arguments) {
        try {
            Options options = Options.parse(
                    Set.of("--quick", "--check"), Set.of("--problems", "--methods", "--seeds"), arguments);
            boolean passed = options.path("--problems").map(Bbob::check).orElse(true);
            int seeds = options.value("--seeds").map(Integer::parseInt).orElse(options.has("--quick") ? 3 : 15);
            options.value("--methods")
                    .ifPresent(names -> Arrays.stream(names.split(",")).forEach(name -> show(Method.of(name), seeds)));
            System.exit(passed ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static boolean check(Path folder) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("bbob_reference.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> rows = lines.lines().skip(1).toList();
            List<String> wrong = rows.stream().filter(row -> !agrees(row)).toList();
            System.out.printf(Locale.ROOT, "%d of %d values agree%n", rows.size() - wrong.size(), rows.size());
            wrong.forEach(System.out::println);
            return wrong.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tell whether a row has our value: function, instance, dimension, least value, value, coordinates. */
    private static boolean agrees(String row) {
        String[] cells = row.split(",");
        Function function =
                Function.of(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
        double[] x = Arrays.stream(cells[5].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double value = Double.parseDouble(cells[4]);
        return function.least() == Double.parseDouble(cells[3])
                && Math.abs(function.value(x) - value) <= TOLERANCE * Math.max(1, Math.abs(value));
    }

    private static void show(Method method, int seeds) {
        double[] sums = new double[MARKS.size()];
        for (int id = 1; id <= Function.COUNT; id++) {
            for (int seed = 1; seed <= seeds; seed++) {
                BbobProblem problem = BbobProblem.of(id, seed, DIMENSION);
                Contestant contestant = new OwnMethod(method.name(), method.provider(), false);
                List<SearchRun.Mark> reached = SearchRun.marks(problem, contestant, seed, MARKS);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += Math.min(1, problem.regret(reached.get(i).best()));
                }
            }
        }
        System.out.printf(Locale.ROOT, "%s, %d seeds: mean normalised regret", method.name(), seeds);
        for (int i = 0; i < sums.length; i++) {
            System.out.printf(Locale.ROOT, "  @%d %.4f", MARKS.get(i), sums[i] / Function.COUNT / seeds);
        }
        System.out.println();
    }
}
