package dev.jtune.bench.decisions;

import dev.jtune.bench.Options;
import dev.jtune.bench.PythonPeer;
import dev.jtune.bench.decisions.Pool.Trait;
import dev.jtune.bench.problem.Spec;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Feeds the same random results to Ray Tune's schedulers and to ours, and compares every decision.
 *
 * <p>It is a controlled experiment: scenarios without any trait that is known to be decided differently must be decided the same, to the last
 * decision. Those with one such trait differ for the one documented reason.
 */
public final class Decisions {
    private static final int SCENARIOS = 1000;

    private static final List<Pool> POOLS = pools();

    private static List<Pool> pools() {
        List<Pool> pools = new ArrayList<>(List.of(
                Pool.same(Kind.ASHA, "as usual"),
                Pool.same(Kind.ASHA, "trials that fail", Trait.FAILURES),
                Pool.same(Kind.ASHA, "equal values", Trait.EQUAL_VALUES),
                Pool.different(
                        Kind.ASHA,
                        "equal values, reductionFactor = 3",
                        "a cut-off rounded up",
                        Trait.EQUAL_VALUES,
                        Trait.THIRDS),
                Pool.same(Kind.ASHA, "stopLastTrials = false", Trait.ENDLESS),
                Pool.different(
                        Kind.ASHA,
                        "the same, maxT = 243, reductionFactor = 3",
                        "a lost top rung",
                        Trait.ENDLESS,
                        Trait.TOP_RUNG),
                Pool.different(Kind.ASHA, "1 to 6 units apart", "rungs jumped over", Trait.JUMPS),
                Pool.different(Kind.ASHA, "NaN", "NaN", Trait.NOT_A_NUMBER)));
        for (Kind kind : List.of(Kind.HYPER_BAND_LARGEST_FIRST, Kind.HYPER_BAND)) {
            pools.add(Pool.same(kind, "as usual"));
            pools.add(Pool.different(kind, "trials that fail", "a share of those that are there", Trait.FAILURES));
            pools.add(Pool.different(
                    kind, "the last bracket not full", "a share of those that are there", Trait.UNFILLED));
            pools.add(Pool.different(kind, "equal values", "the earlier of equal trials", Trait.EQUAL_VALUES));
            pools.add(Pool.different(kind, "maxT is no power", "rounded rungs and brackets", Trait.ODD_LENGTH));
            pools.add(Pool.different(kind, "1 to 6 units apart", "rungs jumped over", Trait.JUMPS));
            pools.add(Pool.different(kind, "NaN", "NaN", Trait.NOT_A_NUMBER));
        }
        pools.addAll(List.of(
                Pool.same(Kind.MEDIAN, "as usual"),
                Pool.same(Kind.MEDIAN, "trials that fail", Trait.FAILURES),
                Pool.same(Kind.MEDIAN, "equal values", Trait.EQUAL_VALUES),
                Pool.different(Kind.MEDIAN, "the last result twice", "a last result counted twice", Trait.LAST_TWICE),
                Pool.different(Kind.MEDIAN, "1 to 6 units apart", "times that differ", Trait.JUMPS),
                Pool.different(Kind.MEDIAN, "NaN", "NaN", Trait.NOT_A_NUMBER),
                Pool.same(Kind.PBT, "as usual"),
                Pool.same(Kind.PBT, "trials that fail", Trait.FAILURES),
                Pool.same(Kind.PBT, "equal values", Trait.EQUAL_VALUES),
                Pool.same(Kind.PBT, "1 to 6 units apart", Trait.JUMPS),
                Pool.different(Kind.PBT, "NaN", "NaN", Trait.NOT_A_NUMBER)));
        return pools;
    }

    private Decisions() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws IOException {
        Options options;
        Path python;
        try {
            options = Options.parse(Set.of("--quick", "--check"), Set.of("--python", "--scenarios"), arguments);
            python = options.path("--python")
                    .orElseThrow(
                            () -> new IllegalArgumentException("--python FILE is needed: a Python that has ray[tune]"));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        int scenarios =
                options.value("--scenarios").map(Integer::parseInt).orElse(options.has("--quick") ? 100 : SCENARIOS);
        List<Tally> tallies = new ArrayList<>();
        System.out.println(Tally.HEAD);
        try (PythonPeer ray = PythonPeer.start(python, Decisions.class, "ray_schedulers.py")) {
            for (Pool pool : POOLS) {
                Tally tally = compare(pool, scenarios, ray);
                tallies.add(tally);
                System.out.println(tally.row());
            }
        }
        Files.write(
                Path.of(System.getProperty("bench.results", "target/decisions.jsonl")),
                tallies.stream().map(Tally::json).toList());
        System.exit(tallies.stream().allMatch(Tally::isExplained) ? 0 : 1);
    }

    private static Tally compare(Pool pool, int scenarios, PythonPeer ray) {
        long decisions = 0;
        int different = 0;
        String first = "";
        for (int number = 0; number < scenarios; number++) {
            Scenario scenario = Scenarios.draw(pool, number);
            List<Event> own = OwnRun.events(scenario, pool.kind().own(scenario));
            List<Event> theirs = events(scenario, pool.kind(), ray);
            int same = same(own, theirs);
            decisions += same;
            if (same < Math.max(own.size(), theirs.size())) {
                different++;
                decisions++;
                first = first.isEmpty() ? difference(number, own, theirs, same) : first;
            }
        }
        return new Tally(pool, scenarios, decisions, different, first);
    }

    /**
     * Return what Ray decides. A trial that has reached {@code maxT} pauses there until all others of its bracket have, when all of them are
     * ended; as it never runs again, that counts as ended at once.
     */
    private static List<Event> events(Scenario scenario, Kind kind, PythonPeer ray) {
        int[] told = new int[scenario.trials().size() + 1];
        Set<Integer> over = new HashSet<>();
        List<Event> events = new ArrayList<>();
        for (Spec json : ray.answer(scenario.json(kind.ray())).specs("events")) {
            Event event = Event.of(json);
            long[] times = scenario.trials().get(event.trial() - 1).times();
            int at = told[event.trial()]++;
            boolean isAtEnd = at < times.length && times[at] >= scenario.setting("max_t");
            if (kind.hasBrackets() && isAtEnd && event.decision().equals("PAUSE")) {
                over.add(event.trial());
                event = event.withDecision("STOP");
            }
            events.add(event.withoutCuts(over));
        }
        return events;
    }

    private static int same(List<Event> own, List<Event> theirs) {
        int at = 0;
        while (at < own.size() && at < theirs.size() && own.get(at).equals(theirs.get(at))) {
            at++;
        }
        return at;
    }

    private static String difference(int number, List<Event> own, List<Event> theirs, int at) {
        return "scenario " + number + ", event " + at + ": ours " + (at < own.size() ? own.get(at) : "over")
                + ", Ray's " + (at < theirs.size() ? theirs.get(at) : "over");
    }

    /**
     * What came of a pool.
     *
     * @param decisions how many were compared: those of a scenario up to the first difference
     * @param different in how many scenarios there was one
     * @param first an example
     */
    private record Tally(Pool pool, int scenarios, long decisions, int different, String first) {
        static final String HEAD =
                "| scheduler | results | sequences | decisions compared | sequences that differ | why |\n"
                        + "|---|---|--:|--:|--:|---|";

        boolean isExplained() {
            return different == 0 || !pool.cause().isEmpty();
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %,d | %s |",
                    pool.kind().text(),
                    pool.name(),
                    scenarios,
                    decisions,
                    different,
                    different == 0 ? "" : isExplained() ? pool.cause() : "UNEXPLAINED: " + first);
        }

        String json() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("benchmark", "decisions");
            line.put("scheduler", pool.kind().text());
            line.put("results", pool.name());
            line.put("sequences", (long) scenarios);
            line.put("decisions", decisions);
            line.put("different", (long) different);
            line.put("cause", pool.cause());
            line.put("example", first);
            line.put("explained", isExplained());
            return Json.write(line);
        }
    }
}
