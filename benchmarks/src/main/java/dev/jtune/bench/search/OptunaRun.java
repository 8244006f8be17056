package dev.jtune.bench.search;

import dev.jtune.Config;
import dev.jtune.bench.PythonPeer;
import dev.jtune.bench.problem.Spec;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A study of Optuna, in a process of its own for as long as it runs. */
final class OptunaRun implements Solver {
    private final Optuna optuna;
    private final PythonPeer process;
    private final ParamSpace space;
    private final OptunaSpace shown;
    /** What is said with the next question: the begin of the study, then the result of the trial before. */
    private Map<String, ?> pending;

    private double seconds;

    OptunaRun(Optuna optuna, String sampler, ParamSpace space, int objectives, long seed) {
        this.optuna = optuna;
        this.process = optuna.borrow();
        this.space = space;
        this.shown = OptunaSpace.of(space);
        this.pending = begin(sampler, objectives, seed, shown);
    }

    /** Return what begins a study. */
    static Map<String, Object> begin(String sampler, int objectives, long seed, OptunaSpace space) {
        return Map.of("sampler", sampler, "seed", seed, "objectives", objectives, "params", space.params());
    }

    @Override
    public Optional<Config> ask(int number) {
        Spec answer = process.answer(pending);
        seconds = answer.number("cpu");
        return Optional.of(space.complete(shown.values(answer.spec("values"))));
    }

    @Override
    public void tell(int number, Config config, double... losses) {
        Map<String, @Nullable Object> result = new HashMap<>();
        result.put(
                "losses",
                Arrays.stream(losses).allMatch(Double::isFinite)
                        ? Arrays.stream(losses).boxed().toList()
                        : null);
        pending = result;
    }

    @Override
    public OptionalInt recommended() {
        return OptionalInt.empty();
    }

    @Override
    public double seconds() {
        return seconds;
    }

    @Override
    public void close() {
        optuna.giveBack(process);
    }
}
