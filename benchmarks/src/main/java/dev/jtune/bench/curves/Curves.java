package dev.jtune.bench.curves;

import dev.jtune.bench.Options;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures what ASHA saves on recorded learning curves: simulated workers, the real run, scheduler and searcher,
 * and the schedulers of other tuners in the same run.
 *
 * <p>Effort is counted in full runs: simulated time times workers, divided by the median time of a run. It is required that
 * ASHA by four workers, after the effort of 8 full runs, has a median regret of at most that of plain full runs after 20, plus 0.02, on every
 * problem whose curves were recorded, and with one setting for all.
 */
public final class Curves {
    private static final List<Integer> MARKS = List.of(2, 5, 8, 10, 20, 40, 80);
    /** Up to how many full runs of each worker a study goes. */
    private static final int ROUNDS = 5;

    /** As many as the recorded peers had, and the required number is about. */
    private static final int WORKERS = 4;

    private static final int MARK = 8;
    private static final int REFERENCE_MARK = 20;
    private static final double MARGIN = 0.02;
    private static final String ASHA = CurveMethod.ASHA.name();
    private static final String RANDOM = CurveMethod.RANDOM.name();

    private Curves() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws IOException {
        try {
            boolean passed = run(Options.parse(
                    Set.of("--quick", "--check"),
                    Set.of(
                            "--problems",
                            "--only",
                            "--seeds",
                            "--out",
                            "--methods",
                            "--workers",
                            "--python",
                            "--ray-python"),
                    arguments));
            System.exit(passed ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Return whether every required number was reached, or nobody asked. */
    private static boolean run(Options options) throws IOException {
        Path folder = options.path("--problems")
                .orElseThrow(() -> new IllegalArgumentException("--problems DIR is needed: a folder of problems"));
        int seeds = options.value("--seeds").map(Integer::parseInt).orElse(options.has("--quick") ? 5 : 20);
        String part = options.value("--only").orElse("");
        List<CurveProblem> problems = CurveProblem.readAll(folder).stream()
                .filter(problem -> problem.name().contains(part))
                .toList();
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("there is no problem with learning curves in " + folder);
        }
        PeerResults peers = PeerResults.read(folder.resolve("results/optuna_schedulers.csv.gz"));
        try (LivePeers live = LivePeers.start(options)) {
            return run(options, problems, methods(options, live.methods()), seeds, peers);
        }
    }

    private static boolean run(
            Options options, List<CurveProblem> problems, List<CurveMethod> methods, int seeds, PeerResults peers)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int workers : workers(options)) {
            for (CurveProblem problem : problems) {
                List<Row> own = run(problem, methods, workers, seeds);
                rows.addAll(own);
                if (workers == WORKERS && problem.isRecorded()) {
                    verdicts.add(judge(problem.name(), own, peers));
                }
            }
        }
        report(options, rows, verdicts, peers);
        return !options.has("--check") || verdicts.stream().allMatch(Verdict::passed);
    }

    private static List<Integer> workers(Options options) {
        return Arrays.stream(options.value("--workers")
                        .orElse(String.valueOf(WORKERS))
                        .split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> marks(int workers) {
        return MARKS.stream()
                .filter(mark -> mark <= Math.max(REFERENCE_MARK, ROUNDS * workers))
                .toList();
    }

    /** Those that are named, and the two that the required number is about. */
    private static List<CurveMethod> methods(Options options, List<CurveMethod> live) {
        List<CurveMethod> all =
                Stream.concat(CurveMethod.ALL.stream(), live.stream()).toList();
        List<String> names =
                options.value("--methods").map(text -> List.of(text.split(","))).orElse(List.of());
        List<CurveMethod> chosen = all.stream()
                .filter(method -> names.isEmpty()
                        || names.contains(method.name())
                        || method.equals(CurveMethod.RANDOM)
                        || method.equals(CurveMethod.ASHA))
                .toList();
        if (!chosen.stream().map(CurveMethod::name).toList().containsAll(names)) {
            throw new IllegalArgumentException("--methods names one that there is not; there are "
                    + all.stream().map(CurveMethod::name).toList());
        }
        return chosen;
    }

    private static List<Row> run(CurveProblem problem, List<CurveMethod> methods, int workers, int seeds) {
        List<Row> rows = new ArrayList<>();
        List<Integer> marks = marks(workers);
        for (CurveMethod method : methods) {
            for (int seed = 0; seed < seeds; seed++) {
                long started = System.nanoTime();
                List<Double> best = CurveRun.bestLosses(problem, method, workers, seed, marks);
                double seconds = (System.nanoTime() - started) / 1e9;
                for (int i = 0; i < marks.size(); i++) {
                    rows.add(Row.of(problem, method.name(), workers, seed, marks.get(i), best.get(i), seconds));
                }
            }
        }
        return rows;
    }

    private static Verdict judge(String problem, List<Row> own, PeerResults peers) {
        double reference = peers.fullRuns(problem, REFERENCE_MARK).orElseGet(() -> median(own, RANDOM, REFERENCE_MARK));
        return new Verdict(problem, median(own, ASHA, MARK), reference + MARGIN);
    }

    static double median(List<Row> rows, String method, int mark) {
        return CurveProblem.median(rows.stream()
                .filter(row -> row.method().equals(method) && row.fre() == mark)
                .mapToDouble(Row::regret)
                .toArray());
    }

    private static void report(Options options, List<Row> rows, List<Verdict> verdicts, PeerResults peers)
            throws IOException {
        Path out = options.path("--out").orElse(results().resolveSibling("curves.csv"));
        String set = String.valueOf(
                options.path("--problems").orElseThrow().toRealPath().getFileName());
        List<String> csv = new ArrayList<>(List.of(Row.HEADER));
        rows.forEach(row -> csv.add(set + "," + row.csv()));
        Files.write(out, csv);
        Files.write(results(), verdicts.stream().map(Verdict::json).toList());
        for (int workers : workers(options)) {
            List<Row> theirs =
                    rows.stream().filter(row -> row.workers() == workers).toList();
            System.out.print("Workers: " + workers + "\n\n" + table(theirs, marks(workers)));
            boolean isAlone = workers == WORKERS && !options.has("--python") && !options.has("--ray-python");
            System.out.print(CurveRanks.of(theirs, isAlone ? peers : PeerResults.NONE)
                    .table(marks(workers).stream().filter(mark -> mark != MARK).toList()));
        }
        verdicts.forEach(verdict -> System.out.println(verdict.text()));
        System.out.println("Rows: " + out);
    }

    private static Path results() {
        return Path.of(System.getProperty("bench.results", "target/curves.jsonl"));
    }

    private static String table(List<Row> rows, List<Integer> marks) {
        StringBuilder table =
                new StringBuilder("Median regret after the effort of so many full runs\n\n| problem | method |");
        marks.forEach(mark -> table.append(' ').append(mark).append(" |"));
        table.append("\n|---|---|").append("--:|".repeat(marks.size())).append('\n');
        for (String problem : rows.stream().map(Row::problem).distinct().toList()) {
            List<Row> own =
                    rows.stream().filter(row -> row.problem().equals(problem)).toList();
            for (String method : own.stream().map(Row::method).distinct().toList()) {
                table.append("| ").append(problem).append(" | ").append(method).append(" |");
                marks.forEach(mark -> table.append(String.format(Locale.ROOT, " %.4f |", median(own, method, mark))));
                table.append('\n');
            }
        }
        return table.append('\n').toString();
    }

    /** The best value of one run at one mark. */
    record Row(
            String problem,
            String method,
            int workers,
            int seed,
            int fre,
            double value,
            double regret,
            double better,
            double cpu) {
        static final String HEADER = "set,problem,method,seed,fre,value,regret,better,cpu,workers";

        static Row of(CurveProblem problem, String method, int workers, int seed, int fre, double loss, double cpu) {
            return new Row(
                    problem.name(),
                    method,
                    workers,
                    seed,
                    fre,
                    problem.value(loss),
                    problem.regret(loss),
                    problem.better(loss),
                    cpu);
        }

        String csv() {
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%.8g,%.6g,%.6g,%.2f,%d",
                    problem,
                    method,
                    seed,
                    fre,
                    value,
                    regret,
                    better,
                    cpu,
                    workers);
        }
    }

    /** Whether the required number is reached on a problem. */
    private record Verdict(String problem, double regret, double limit) {
        boolean passed() {
            return regret <= limit;
        }

        String json() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("benchmark", "curves");
            line.put("problem", problem);
            line.put("method", ASHA);
            line.put("fre", (long) MARK);
            line.put("medianRegret", regret);
            line.put("limit", limit);
            line.put("passed", passed());
            return Json.write(line);
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s %s: median regret %.4f after %d full runs, required at most %.4f",
                    passed() ? "ok    " : "MISSED",
                    problem,
                    regret,
                    MARK,
                    limit);
        }
    }
}
