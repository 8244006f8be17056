package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.Param;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        return settled.isEmpty()
                ? cube.toConfig(
                        cube.admittedPoint(random).orElseThrow(() -> nothing(cube, param -> null)), settled::value)
                : draw(cube, random, settled::value);
    }

    /**
     * Return a configuration with some values given.
     *
     * @throws InvalidDeclarationException (TUNE-058) if none was found that keeps the constraints
     */
    static Config draw(UnitCube cube, SeededStream random, Function<? super Param, ? extends @Nullable Object> given) {
        return cube.toConfig(cube.admittedPoint(random, given).orElseThrow(() -> nothing(cube, given)), given);
    }

    private static InvalidDeclarationException nothing(
            UnitCube cube, Function<? super Param, ? extends @Nullable Object> given) {
        String settled = cube.space().params().stream()
                .filter(param -> given.apply(param) != null)
                .map(param -> param.name() + "=" + given.apply(param))
                .collect(Collectors.joining(", "));
        return new InvalidDeclarationException(new Problem(
                "TUNE-058",
                settled.isEmpty() ? "constraints" : settled,
                "no configuration that keeps the constraints was found"
                        + (settled.isEmpty() ? "" : " with these values"),
                "weaken one, or widen the space"));
    }
}
