package dev.jtune.bench.gate;

import dev.jtune.bench.Command;
import dev.jtune.bench.Options;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import dev.jtune.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Simulated builds: false alarms, and what is caught, of our gate and of other rules. */
public final class Builds {
    private static final double[] DROPS = {0, 0.5, 1, 2, 3};
    private static final String TOLERANCE = "1sd";
    private static final int NO_CHANGE = 0;
    /** A drop of two standard deviations of the noise beyond the tolerance of one. */
    private static final int BEYOND = 4;

    private static final double MOST_FALSE = 2;
    private static final double LEAST_CAUGHT = 95;
    private static final int BUILDS = 10_000;
    private static final int QUICK_BUILDS = 500;

    private Builds() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        Command.run(Set.of(), Set.of("--builds"), Builds::measure, arguments);
    }

    /** What a rule does to builds that are worse by so much. */
    record Cell(double failed, double undecided, double evaluations) {
        static Cell of(Rule rule, double drop, int builds) {
            List<Rule.Decided> decided = LongStream.range(0, builds)
                    .parallel()
                    .mapToObj(build -> rule.decide(build, drop))
                    .toList();
            return new Cell(
                    percent(decided.stream().filter(Rule.Decided::fails).count(), builds),
                    percent(
                            decided.stream()
                                    .filter(each -> each.verdict() == Verdict.INCONCLUSIVE)
                                    .count(),
                            builds),
                    decided.stream()
                            .mapToInt(Rule.Decided::evaluations)
                            .average()
                            .orElseThrow());
        }

        private static double percent(long part, int whole) {
            return 100.0 * part / whole;
        }
    }

    /** What a rule does to builds, drop by drop. */
    record Row(Rule rule, List<Cell> cells) {
        static Row of(Rule rule, int builds) {
            return new Row(
                    rule,
                    DoubleStream.of(DROPS)
                            .mapToObj(drop -> Cell.of(rule, drop, builds))
                            .toList());
        }

        String text() {
            StringBuilder text = new StringBuilder("| ").append(rule.name());
            cells.forEach(cell -> text.append(String.format(Locale.ROOT, " | %.1f", cell.failed())));
            Cell unchanged = cells.get(NO_CHANGE);
            return text.append(String.format(
                            Locale.ROOT, " | %.1f | %.1f |", unchanged.undecided(), unchanged.evaluations()))
                    .toString();
        }
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(OtherRule.all());
        for (World world : List.of(World.SAME_DRAWS, World.LIKE_DRAWS, World.OTHER_DRAWS, World.NEVER_TWICE)) {
            rules.add(new GateRule(world, true, TOLERANCE));
        }
        for (World world : List.of(World.LIKE_DRAWS, World.OTHER_DRAWS, World.NEVER_TWICE)) {
            rules.add(new GateRule(world, false, TOLERANCE));
        }
        rules.add(new GateRule(World.LIKE_DRAWS, true, "0.5sd"));
        rules.add(new GateRule(World.NEVER_TWICE, true, "0.5sd"));
        return rules;
    }

    private static Outcome measure(Options options) {
        int builds =
                options.value("--builds").map(Integer::parseInt).orElse(options.has("--quick") ? QUICK_BUILDS : BUILDS);
        System.out.println(
                "Builds failed, in % of " + builds
                        + ", by how much the code is worse in standard deviations of the noise; of builds that are not worse, those undecided, and evaluations\n");
        System.out.println("| rule | 0 | 0.5 | 1 | 2 | 3 | undecided | evaluations |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        Outcome outcome = new Outcome("gate");
        for (Rule rule : rules()) {
            Row row = Row.of(rule, builds);
            System.out.println(row.text());
            if (rule instanceof GateRule gate && gate.tolerance().equals(TOLERANCE)) {
                require(outcome, row);
            }
        }
        System.out.println();
        return outcome;
    }

    private static void require(Outcome outcome, Row row) {
        String world = row.rule().name().replace("gate, ", "").replace(", tolerance " + TOLERANCE, "");
        outcome.atMost(world + ": false alarms", one(row.cells().get(NO_CHANGE).failed()), MOST_FALSE, "%");
        outcome.atLeast(
                world + ": caught, 2 sd beyond the tolerance",
                one(row.cells().get(BEYOND).failed()),
                LEAST_CAUGHT,
                "%");
    }

    private static Samples one(double value) {
        return Samples.of(IntStream.of(1).mapToDouble(ignored -> value));
    }
}
