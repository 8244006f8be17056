package dev.jtune.bench.curves;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.bench.problem.Scale;
import dev.jtune.bench.problem.Spec;
import dev.jtune.space.ParamSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A tuning problem whose learning curves are known: every result is looked up.
 *
 * <p>Losses are the objective, its sign turned where it is maximised.
 *
 * @param objective the metric of the curves, and its better direction
 * @param scale how losses are scored
 * @param better the share of configurations that are strictly better than a loss
 * @param curves the curve of each configuration
 * @param longestRun the number of steps of the longest run
 * @param fullRun the median time of a run
 * @param isRecorded whether the curves are measurements, and no predictions
 * @param isRepeated whether a trial that goes on after a pause has to do all over again
 */
record CurveProblem(
        String name,
        ParamSpace space,
        Objective objective,
        Scale scale,
        DoubleUnaryOperator better,
        Function<Config, Curve> curves,
        int longestRun,
        double fullRun,
        boolean isRecorded,
        boolean isRepeated) {

    /** Read every problem with curves that lies in a folder, in the order of their names. */
    static List<CurveProblem> readAll(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<CurveProblem> problems = new ArrayList<>();
            for (Path candidate :
                    folders.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                Path file = candidate.resolve("problem.json");
                if (Files.isRegularFile(file)) {
                    problems.addAll(read(candidate, Spec.read(file)));
                }
            }
            return problems;
        }
    }

    private static List<CurveProblem> read(Path folder, Spec spec) throws IOException {
        if (spec.text("lookup").equals("onnx")) {
            return SurrogateCurves.open(folder, spec);
        }
        boolean isRecorded = spec.has("curves") && !spec.spec("fidelity").has("grid2d");
        return isRecorded ? List.of(RecordedCurves.read(folder, spec)) : List.of();
    }

    Curve curve(Config config) {
        return curves.apply(config);
    }

    /** Return the value of a loss in the objective's own direction. */
    double value(double loss) {
        return scale.value(loss);
    }

    /** Return 0 for the best configuration that is known, 1 for the median one. */
    double regret(double loss) {
        return scale.regret(loss);
    }

    /** Return the share of configurations that are strictly better. */
    double better(double loss) {
        return better.applyAsDouble(loss);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
