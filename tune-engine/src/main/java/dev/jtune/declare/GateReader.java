package dev.jtune.declare;

import dev.jtune.Gate;
import dev.jtune.Objective;
import dev.jtune.Problem;
import dev.jtune.gate.BaselineGate;
import dev.jtune.gate.FrontScore;
import dev.jtune.gate.ScoreGate;
import dev.jtune.gate.ThresholdGate;
import dev.jtune.gate.Tolerance;
import dev.jtune.gate.TwoLooks;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads the {@code @Gate} annotations of a study. */
final class GateReader {
    private static final int DEFAULT_CONFIRM = 5;
    private static final String DEFAULT_TOLERANCE = "1sd";

    /** Words in the name of a metric that make it a time. */
    private static final Set<String> TIMES = Set.of(
            "time",
            "latency",
            "duration",
            "elapsed",
            "ns",
            "nanos",
            "us",
            "micros",
            "ms",
            "millis",
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "minutes");

    /** Words in the name of a metric that say that it is none of a clock after all. */
    private static final Set<String> RELATIVE = Set.of("ratio", "relative", "speedup", "simulated", "virtual");

    private final String place;
    private final List<Objective> objectives;
    private final String study;
    private final Settings settings;
    private final List<Problem> problems;
    private final List<ScoreGate> gates = new ArrayList<>();

    GateReader(String place, List<Objective> objectives, String study, Settings settings, List<Problem> problems) {
        this.place = place + ", @Gate";
        this.objectives = objectives;
        this.study = study;
        this.settings = settings;
        this.problems = problems;
    }

    List<ScoreGate> read(Method method) {
        AnnotationSupport.findRepeatableAnnotations(method, Gate.class).forEach(this::read);
        if (gates.stream()
                        .filter(ScoreGate::confirms)
                        .map(ScoreGate::objective)
                        .distinct()
                        .count()
                > 1) {
            problem(
                    "TUNE-124",
                    "two gates would evaluate the best configuration again, each its own",
                    "leave confirm and baseline to the gate of one metric");
        }
        return gates;
    }

    private void read(Gate gate) {
        Objective objective = objective(gate);
        FrontScore front = isOnFront(gate) ? front(gate) : null;
        boolean hasThreshold = Double.isFinite(gate.threshold());
        boolean hasBaseline = !gate.baseline().isBlank();
        if (objective == null || (isOnFront(gate) && front == null)) {
            return;
        }
        if (!hasThreshold && !hasBaseline) {
            problem(
                    "TUNE-220",
                    "it has neither a threshold nor a baseline",
                    "give the worst score that passes, @Gate(threshold = 0.95), or compare with a committed one, @Gate(baseline = Gate.DEFAULT)");
            return;
        }
        if (gates.stream().anyMatch(other -> other.objective().equals(objective))) {
            problem(
                    "TUNE-221",
                    "there are two gates on " + objective.metric(),
                    "leave one: the stricter of them decides anyway");
            return;
        }
        int confirm = gate.confirm() >= 0 ? gate.confirm() : hasBaseline ? DEFAULT_CONFIRM : 0;
        if (gate.confirm() < -1) {
            problem("TUNE-120", "confirm is " + gate.confirm(), "give a number of evaluations, 0 for none");
            return;
        }
        if (hasThreshold) {
            gates.add(new ThresholdGate(study, objective, front, gate.threshold(), confirm, gate.enforce()));
        }
        if (hasBaseline) {
            baseline(gate, objective, front, confirm).ifPresent(gates::add);
        } else if (!gate.tolerance().isEmpty()) {
            problem(
                    "TUNE-126",
                    "it has a tolerance, and no baseline to be compared with",
                    "add baseline = Gate.DEFAULT, or leave the tolerance out: a threshold passes itself and all that is better");
        }
    }

    /** Tell whether a gate is on the front; a metric of the study with that name comes first. */
    private boolean isOnFront(Gate gate) {
        return gate.metric().equals(Gate.HYPERVOLUME)
                && objectives.stream().noneMatch(objective -> objective.metric().equals(Gate.HYPERVOLUME));
    }

    private @Nullable FrontScore front(Gate gate) {
        List<Double> reference = DoubleStream.of(gate.reference()).boxed().toList();
        if (reference.size() != objectives.size() || !reference.stream().allMatch(Double::isFinite)) {
            problem(
                    "TUNE-125",
                    "the reference of the hypervolume is " + reference,
                    "give a number that is barely of interest for each of "
                            + objectives.stream().map(Objective::metric).toList());
            return null;
        }
        return new FrontScore(objectives, reference);
    }

    private @Nullable Objective objective(Gate gate) {
        if (isOnFront(gate)) {
            return FrontScore.objective(Gate.HYPERVOLUME);
        }
        if (gate.reference().length > 0) {
            problem(
                    "TUNE-125",
                    "it has a reference, and no front to measure",
                    "add metric = Gate.HYPERVOLUME, or leave it out");
        }
        if (gate.metric().isEmpty()) {
            return objectives.get(0);
        }
        Optional<Objective> found = objectives.stream()
                .filter(known -> known.metric().equals(gate.metric()))
                .findFirst();
        if (found.isEmpty()) {
            problem(
                    "TUNE-219",
                    "the study has no metric '" + gate.metric() + "' (it has: "
                            + String.join(
                                    ", ",
                                    objectives.stream().map(Objective::metric).toList()) + ")",
                    "");
        }
        return found.orElse(null);
    }

    private Optional<ScoreGate> baseline(Gate gate, Objective objective, @Nullable FrontScore front, int confirm) {
        int before = problems.size();
        if (isTime(objective.metric())) {
            problem(
                    "TUNE-122",
                    "'" + objective.metric()
                            + "' is a time by its name, and a time that one machine took says nothing of another",
                    "let each trial measure a reference beside it, and report their ratio under a name with \"ratio\" or \"speedup\"; or give a threshold instead of a baseline");
        }
        if (!(gate.alpha() > 0 && gate.alpha() <= 0.5)) {
            problem("TUNE-123", "alpha is " + gate.alpha(), "give a probability of more than 0 and at most 0.5");
        } else {
            enough(confirm, gate.alpha());
        }
        Tolerance tolerance = tolerance(gate);
        if (tolerance == null || problems.size() > before) {
            return Optional.empty();
        }
        String name = gate.baseline().equals(Gate.DEFAULT) ? study + ".json" : gate.baseline();
        Path file = gate.baseline().equals(Gate.DEFAULT)
                ? settings.baselines().resolve(name)
                : settings.project().resolve(name);
        return Optional.of(new BaselineGate(
                study,
                objective,
                front,
                file,
                shown(file),
                tolerance,
                new TwoLooks(confirm, gate.alpha()),
                gate.enforce(),
                gate.onMissingBaseline(),
                settings.isCi()));
    }

    private String shown(Path file) {
        Path project = settings.project();
        return (file.startsWith(project) && file.isAbsolute() == project.isAbsolute() ? project.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    private void enough(int confirm, double alpha) {
        int least = TwoLooks.least(alpha);
        if (confirm == 0) {
            problem(
                    "TUNE-120",
                    "confirm is 0, and the best of many noisy scores is a lucky one, which no baseline is compared with",
                    "give at least " + least + ", or 1 for an objective without noise");
        } else if (confirm > 1 && confirm < least) {
            problem(
                    "TUNE-120",
                    "confirm is " + confirm + ", and with alpha = " + alpha
                            + " so few seeds cannot see a drop of less than "
                            + String.format(Locale.ROOT, "%.1f", TwoLooks.visible(confirm, alpha))
                            + " standard deviations",
                    "give at least " + least + ", or 1 for an objective without noise");
        }
    }

    private @Nullable Tolerance tolerance(Gate gate) {
        try {
            return Tolerance.parse(gate.tolerance().isEmpty() ? DEFAULT_TOLERANCE : gate.tolerance());
        } catch (IllegalArgumentException e) {
            problem(
                    "TUNE-121",
                    "tolerance is \"" + gate.tolerance() + "\"",
                    "give an amount of the metric, \"0.005\", a share of the baseline, \"0.5%\", or of its noise, \"1sd\"");
            return null;
        }
    }

    private static boolean isTime(String metric) {
        List<String> words = List.of(metric.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+"));
        return words.stream().anyMatch(TIMES::contains) && words.stream().noneMatch(RELATIVE::contains);
    }

    private void problem(String code, String reason, String fix) {
        problems.add(new Problem(code, place, reason, fix));
    }
}
