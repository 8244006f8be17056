package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PBT explores: each parameter is drawn anew, or perturbed within its domain. */
final class Mutations implements Explorer {
    /** How many changes are tried until one keeps the constraints of the space. */
    private static final int PATIENCE = 100;

    private final PbtSettings settings;
    private final ParamSpace space;
    private final UnitCube cube;

    Mutations(PbtSettings settings, ParamSpace space) {
        this.settings = settings;
        this.space = space;
        this.cube = UnitCube.withGrid(space);
    }

    /** Return what is wrong with the names of parameters for a space. */
    static List<Problem> problems(String place, List<String> mutate, boolean alone, ParamSpace space) {
        List<String> names = space.params().stream()
                .filter(param -> isDrawn(param.domain()))
                .map(Param::name)
                .distinct()
                .toList();
        String there = names.isEmpty() ? "none" : String.join(", ", names);
        if (alone && names.isEmpty()) {
            return List.of(new Problem(
                    "TUNE-486",
                    place,
                    "no parameter of the space is drawn, so that nothing changes",
                    "give the space a parameter such as loguniform(1e-4, 1)"));
        }
        return mutate.stream()
                .filter(name -> !names.contains(name))
                .map(name -> Problem.of(
                        "TUNE-486",
                        place,
                        "mutate names '" + name + "', which is no parameter that is drawn (there are: " + there + ")"))
                .toList();
    }

    static boolean isDrawn(Domain domain) {
        return !(domain instanceof Domain.Constant
                || domain instanceof Domain.SampleFrom
                || domain instanceof Domain.Grid);
    }

    @Override
    public Config explore(int trial, int from, Config config, SeededStream random) {
        Config changed = config;
        for (int i = 0; i < PATIENCE; i++) {
            Config next = cube.toConfig(cube.randomPoint(random), param -> value(param, config, random));
            if (space.admits(next)) {
                changed = next;
                break;
            }
        }
        if (settings.explore() == Exploration.NONE) {
            return changed;
        }
        Config own = settings.explore().explore(changed, random);
        List<Problem> problems = space.check(own);
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems.stream()
                    .map(problem -> Problem.of(
                            "TUNE-487",
                            "PBT",
                            "explore returned a configuration that is none of the space: " + problem))
                    .toList());
        }
        return own;
    }

    /** Return the value with which a parameter goes on; {@code null} where it is to be drawn. */
    private @Nullable Object value(Param param, Config config, SeededStream random) {
        if (!config.has(param.name()) || !param.guard().holds(config)) {
            return null; // of a branch that was drawn just now
        }
        Object value = config.get(param.name());
        boolean changes = isDrawn(param.domain())
                && (settings.mutate().isEmpty() || settings.mutate().contains(param.name()));
        if (!changes) {
            return value;
        }
        return random.nextDouble() < settings.resampleProbability() ? null : perturb(param.domain(), value, random);
    }

    private Object perturb(Domain domain, Object value, SeededStream random) {
        if (domain instanceof Domain.Choice choice) {
            boolean ordered = choice.ordered() || choice.values().stream().allMatch(Number.class::isInstance);
            return ordered ? neighbour(choice.values(), value, random.nextInt(2) == 0) : value;
        }
        double factor = settings.perturbationFactors()
                .get(random.nextInt(settings.perturbationFactors().size()));
        double number = ((Number) value).doubleValue();
        if (domain instanceof Domain.Int integers) {
            return whole(integers, (Long) value, factor);
        }
        if (domain instanceof Domain.Real real) {
            double moved = moved(number, factor, real.upper() - real.lower());
            return real.q() == 0
                    ? Math.max(real.lower(), Math.min(Math.nextDown(real.upper()), moved))
                    : multiple(moved, number, real.q(), factor, real.lower(), real.upper());
        }
        if (domain instanceof Domain.Normal normal) {
            double moved = moved(number, factor, normal.sd());
            return normal.q() == 0
                    ? moved
                    : multiple(moved, number, normal.q(), factor, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return value;
    }

    private static Object neighbour(List<Object> values, Object value, boolean up) {
        int index = values.indexOf(value) + (up ? 1 : -1);
        return values.get(Math.max(0, Math.min(values.size() - 1, index)));
    }

    /** Multiply a number; 0 would stay where it is, and moves by the same part of the domain's width. */
    private static double moved(double number, double factor, double width) {
        return number == 0 ? (factor - 1) * width : number * factor;
    }

    private static Object whole(Domain.Int domain, long value, double factor) {
        long q = domain.q();
        double moved = StrictMath.rint(moved((double) value, factor, (double) domain.upper() - domain.lower()) / q);
        long first = -Math.floorDiv(-domain.lower(), q);
        long last = Math.floorDiv(domain.upper(), q);
        long index = Math.max(first, Math.min(last, (long) moved));
        if (index == value / q && factor != 1) {
            index = Math.max(first, Math.min(last, index + (factor > 1 ? 1 : -1)));
        }
        return index * q;
    }

    /** Round to a multiple of a step, at least one step away, in decimals. */
    private static Object multiple(double moved, double number, double q, double factor, double lower, double upper) {
        BigDecimal step = BigDecimal.valueOf(q);
        BigDecimal rounded = nearest(moved, step);
        if (rounded.compareTo(nearest(number, step)) == 0 && factor != 1) {
            rounded = rounded.add(BigDecimal.valueOf(factor > 1 ? 1 : -1));
        }
        double result = rounded.multiply(step).doubleValue();
        return result < lower || result > upper
                ? nearest(Math.max(lower, Math.min(upper, result)), step)
                        .multiply(step)
                        .doubleValue()
                : result;
    }

    private static BigDecimal nearest(double value, BigDecimal step) {
        return BigDecimal.valueOf(value).divide(step, 0, RoundingMode.HALF_EVEN);
    }
}
