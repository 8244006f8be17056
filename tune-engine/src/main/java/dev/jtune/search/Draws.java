package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws at random what is not settled of a trial, so that its configuration keeps the constraints of the space. */
final class Draws {
    private final UnitCube cube;
    private final long seed;

    Draws(UnitCube cube, long seed) {
        this.cube = cube;
        this.seed = seed;
    }

    /**
     * Return the configuration of a trial; depends on the seed, the number and what is settled only.
     *
     * @throws InvalidDeclarationException (TUNE-058) if none was found that keeps the constraints
     */
    Config config(int number, SamplePlan.Settled settled) {
        SeededStream random = SeededStream.of(seed, "search", number);
        Optional<double[]> point =
                settled.isEmpty() ? cube.admittedPoint(random) : cube.admittedPoint(random, settled::value);
        return cube.toConfig(
                point.orElseThrow(() -> new InvalidDeclarationException(nothing(settled))), settled::value);
    }

    private Problem nothing(SamplePlan.Settled settled) {
        String given = cube.space().params().stream()
                .filter(param -> settled.value(param) != null)
                .map(param -> param.name() + "=" + settled.value(param))
                .collect(Collectors.joining(", "));
        return new Problem(
                "TUNE-058",
                given.isEmpty() ? "constraints" : given,
                "no configuration that keeps the constraints was found" + (given.isEmpty() ? "" : " with these values"),
                "weaken one, or widen the space");
    }
}
