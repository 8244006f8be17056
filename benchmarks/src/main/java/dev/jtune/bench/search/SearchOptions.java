package dev.jtune.bench.search;

import dev.jtune.bench.Options;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options that the benchmarks of search quality share. */
record SearchOptions(Options options) {

    Optional<Path> path(String option) {
        return options.path(option);
    }

    int seeds(int usual, int quick) {
        return options.value("--seeds").map(Integer::parseInt).orElse(options.has("--quick") ? quick : usual);
    }

    /** Return the budgets in ascending order. */
    List<Integer> budgets(List<Integer> usual) {
        return options.value("--budgets")
                .map(text -> list(text).stream().map(Integer::valueOf).sorted().toList())
                .orElse(usual);
    }

    /** Return our methods that are asked for, else all. */
    List<Contestant> methods() {
        List<Method> methods = options.value("--methods")
                .map(text -> list(text).stream().map(Method::of).toList())
                .orElse(Method.ALL);
        return methods.stream()
                .map(method -> (Contestant) new OwnMethod(method.name(), method.provider(), !options.has("--untold")))
                .toList();
    }

    /** Return the problems that are asked for by name, or by the part of it before an instance, else all. */
    <P extends SearchProblem> List<P> problems(String option, List<P> all) {
        List<String> wanted = options.value(option).map(SearchOptions::list).orElse(List.of());
        List<P> problems = all.stream()
                .filter(problem -> wanted.isEmpty()
                        || wanted.contains(problem.name())
                        || wanted.contains(problem.name().replaceFirst("@.*", "")))
                .toList();
        if (problems.isEmpty()) {
            throw new IllegalArgumentException(option + " names none of "
                    + all.stream().map(SearchProblem::name).toList());
        }
        return problems;
    }

    int threads() {
        return options.value("--threads")
                .map(Integer::parseInt)
                .orElse(Runtime.getRuntime().availableProcessors());
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
