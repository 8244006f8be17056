package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.Outcome;
import dev.jtune.bench.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Hypervolume of searchers with several objectives, beside that of Optuna's samplers. */
public final class MultiObjective {
    private static final List<Integer> BUDGETS = List.of(200, 1000);
    private static final List<String> TABLES = List.of("storm_rollingsort", "lc_nmt_ja_en");

    /** The others know one objective only, or take hours. */
    private static final Set<String> ABLE =
            Set.of("tune-auto", "tune-tpe", "tune-nsga2", "tune-nsga3", "random", "tpe", "nsga2", "nsga3", "gp");

    private static final String AUTO = "tune-auto";

    private MultiObjective() {}

    /** Run the benchmark; see {@code benchmarks/README.md} for its options. */
    public static void main(String[] arguments) throws Exception {
        SearchCommand.run("multi-objective", Set.of("--problems", "--set"), MultiObjective::measure, arguments);
    }

    private static SearchCommand.Report measure(SearchOptions options) throws Exception {
        List<FrontProblem> problems = new ArrayList<>(FrontProblem.functions());
        Optional<Path> folder = options.path("--problems");
        if (folder.isPresent()) {
            for (String table : TABLES) {
                problems.add(FrontProblem.read(folder.get().resolve(table)));
            }
        }
        List<String> wanted = options.options()
                .value("--set")
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
        problems.removeIf(problem -> !wanted.isEmpty() && !wanted.contains(problem.name()));
        List<Integer> budgets = options.budgets(BUDGETS);
        int seeds = options.seeds(10, 2);
        Results own = results(problems, options.methods(), budgets, seeds, options.threads());
        Results peers = Results.NONE;
        Optional<Optuna> optuna = Optuna.of(options.options());
        if (optuna.isPresent()) {
            try (Optuna running = optuna.get()) {
                peers = results(problems, running.contestants(), budgets, seeds, options.threads());
            }
        }
        Results all = own.and(peers);
        List<String> names = problems.stream().map(FrontProblem::name).toList();
        return new SearchCommand.Report(
                text(all, peers.methods(), names, budgets), all, outcome(all, peers.methods(), names, budgets));
    }

    private static Outcome outcome(Results all, List<String> peers, List<String> problems, List<Integer> budgets) {
        Outcome outcome = new Outcome("multi-objective");
        List<String> field = Stream.concat(peers.stream(), Stream.of(AUTO)).toList();
        for (int budget : peers.isEmpty() || !all.methods().contains(AUTO) ? List.<Integer>of() : budgets) {
            DoubleStream best = peers.stream()
                    .mapToDouble(peer -> Comparison.meanRank(all, peer, field, problems, budget))
                    .sorted()
                    .limit(1);
            double own = Comparison.meanRank(all, AUTO, field, problems, budget);
            outcome.atLeast(
                    AUTO + ", mean rank ahead of Optuna's best @" + budget,
                    Samples.of(best.map(rank -> rank - own)),
                    0,
                    "");
        }
        return outcome;
    }

    private static Results results(
            List<FrontProblem> problems, List<Contestant> contestants, List<Integer> budgets, int seeds, int threads)
            throws InterruptedException {
        List<Callable<List<Row>>> runs = new ArrayList<>();
        for (FrontProblem problem : problems) {
            for (Contestant contestant : contestants.stream()
                    .filter(one -> ABLE.contains(one.name()))
                    .toList()) {
                for (int seed = 0; seed < seeds; seed++) {
                    int own = seed;
                    for (List<Integer> marks :
                            contestant.isTold() ? budgets.stream().map(List::of).toList() : List.of(budgets)) {
                        runs.add(() -> marks(problem, contestant, own, marks));
                    }
                }
            }
        }
        return new Results(Study.all(runs, threads));
    }

    private static List<Row> marks(FrontProblem problem, Contestant contestant, int seed, List<Integer> marks) {
        int budget = marks.get(marks.size() - 1);
        List<Row> rows = new ArrayList<>();
        List<double[]> told = new ArrayList<>();
        try (Solver solver = contestant.start(problem.space(), problem.reference().length, seed, budget, false)) {
            boolean exhausted = false;
            for (int number = 1; number <= budget; number++) {
                Optional<Config> config = exhausted ? Optional.empty() : solver.ask(number);
                exhausted = config.isEmpty();
                if (!exhausted) {
                    double[] losses = problem.losses().apply(config.get());
                    told.add(losses);
                    solver.tell(number, config.get(), losses);
                }
                if (marks.contains(number)) {
                    double share = problem.share(told);
                    rows.add(new Row(
                            "multi-objective",
                            problem.name(),
                            contestant.name(),
                            seed,
                            number,
                            share,
                            1 - share,
                            Double.NaN,
                            solver.seconds()));
                }
            }
        }
        return rows;
    }

    private static String text(Results all, List<String> peers, List<String> problems, List<Integer> budgets) {
        List<String> head = new ArrayList<>(List.of("problem", "method"));
        budgets.forEach(budget -> head.add("@" + budget));
        Markdown table = new Markdown(head);
        for (String problem : problems) {
            for (String method : all.methods()) {
                Comparison comparison =
                        peers.contains(method) ? Comparison.NONE : Comparison.of(all, method, peers, problems, budgets);
                List<String> row = new ArrayList<>(List.of(problem, method));
                budgets.forEach(budget -> row.add(
                        Numbers.quartiles(all.regrets(problem, method, budget)) + comparison.mark(problem, budget)));
                table.row(row);
            }
        }
        List<String> ranked = new ArrayList<>(List.of("method"));
        budgets.forEach(budget -> ranked.add("mean rank @" + budget));
        Markdown ranks = new Markdown(ranked);
        for (String method : all.methods()) {
            List<String> row = new ArrayList<>(List.of(method));
            budgets.forEach(budget -> row.add(
                    Numbers.fixed(2, OptionalDouble.of(Comparison.meanRank(all, method, peers, problems, budget)))));
            ranks.row(row);
        }
        return "Share of the whole front's hypervolume that is missing, median [quartiles]; " + Comparison.LEGEND
                + "\n\n" + table.text() + "\n" + ranks.text();
    }
}
