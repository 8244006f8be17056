package dev.jtune.bench.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All results that are compared.
 *
 * @param own ours
 * @param optuna those of Optuna's samplers, measured now or recorded
 * @param others those of other programs, which are shown only
 * @param live those of Optuna's samplers that were measured now
 */
record Field(Results own, Results optuna, Results others, Results live, List<String> problems, List<Integer> budgets) {
    private static final List<String> SAMPLERS =
            List.of("random", "qmc", "tpe", "tpe_univariate", "tpe_group", "cmaes", "gp", "nsga2", "nsga3");

    /** Run our methods, and Optuna where it is asked for; a sampler that runs takes the place of its recorded results. */
    static Field measured(Study study, List<? extends SearchProblem> problems, SearchOptions options, Results recorded)
            throws Exception {
        Results own = study.results(problems, options.methods());
        Results live = Results.NONE;
        Optional<Optuna> optuna = Optuna.of(options.options());
        if (optuna.isPresent()) {
            try (Optuna running = optuna.get()) {
                live = study.results(problems, running.contestants());
            }
        }
        Results peers = live.and(recorded.without(live.methods()));
        return new Field(
                own,
                peers.only(SAMPLERS),
                peers.without(SAMPLERS),
                live,
                problems.stream().map(SearchProblem::name).toList(),
                study.budgets());
    }

    Results measured() {
        return own.and(live);
    }

    Results all() {
        return own.and(optuna).and(others);
    }

    List<String> peers() {
        return Stream.concat(optuna.methods().stream(), others.methods().stream())
                .toList();
    }

    /** Compare a method of ours with Optuna's best sampler in each cell. */
    Comparison againstOptuna(String method) {
        return against(method, optuna.methods());
    }

    /** Compare a method with some of the others. */
    Comparison against(String method, List<String> methods) {
        return Comparison.of(all(), method, methods, problems, budgets);
    }
}
