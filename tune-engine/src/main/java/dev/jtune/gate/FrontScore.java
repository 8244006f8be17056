package dev.jtune.gate;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.apiguardian.api.API;

/**
 * The volume that the front of a study with several objectives dominates, taken for a score: more is better.
 *
 * <p>A front stands in a file of a baseline as one configuration, whose sections {@code 1}, {@code 2} and so on are its members.
 *
 * @param objectives the objectives of the study
 * @param reference a value of each that is barely of interest
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record FrontScore(List<Objective> objectives, List<Double> reference) {
    private static final int MOST_MEMBERS = 8;

    public FrontScore {
        objectives = List.copyOf(objectives);
        reference = List.copyOf(reference);
    }

    /** Return what gates take for the metric. */
    public static Objective objective(String metric) {
        return Objective.of(metric, Mode.MAX);
    }

    /** Return the volume that some trials dominate; those that break a constraint on results count for nothing. */
    public double of(List<TrialResult> trials) {
        return of(new ResultGrid("", objectives, trials));
    }

    double of(ResultGrid results) {
        return results.hypervolume(bound());
    }

    /** Return the members of the front that dominate most of the volume: the most that are worth to be evaluated again. */
    public List<TrialResult> members(ResultGrid results) {
        List<TrialResult> front = results.paretoFront().stream()
                .filter(trial -> of(List.of(trial)) > 0)
                .toList();
        int size = Math.min(MOST_MEMBERS, front.size());
        double[] bound = losses(index -> bound()[index]);
        double[][] losses = front.stream()
                .map(trial -> losses(index -> trial.score(objectives.get(index))))
                .toArray(double[][]::new);
        return Arrays.stream(Hypervolume.subset(losses, size, bound))
                .sorted()
                .mapToObj(front::get)
                .toList();
    }

    /** Return members as one configuration. */
    public static Config join(List<Config> members) {
        Map<String, Object> sections = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            sections.put(Integer.toString(i + 1), members.get(i).asMap());
        }
        return Config.of(sections);
    }

    /** Return the members of a front that stands as one configuration. */
    public static List<Config> split(Config front) {
        List<Config> members = new ArrayList<>();
        for (Config member = front.section("1");
                !member.names().isEmpty();
                member = front.section(Integer.toString(members.size() + 1))) {
            members.add(member);
        }
        return members;
    }

    private double[] bound() {
        return reference.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] losses(IntToDoubleFunction values) {
        double[] losses = new double[objectives.size()];
        Arrays.setAll(losses, i -> objectives.get(i).mode().loss(values.applyAsDouble(i)));
        return losses;
    }
}
