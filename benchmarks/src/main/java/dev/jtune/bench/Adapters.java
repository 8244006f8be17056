package dev.jtune.bench;

import dev.jtune.Config;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableObject;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Calls of a step through a generated adapter and through a virtual call written by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 6, time = 1)
public class Adapters {

    /** The call that both go through. */
    interface Stepping {
        @Nullable Object step() throws Throwable;
    }

    @Trainable
    static final class Counter {
        private double n;

        @Step
        double step() {
            n += 1;
            return n;
        }
    }

    static final class HandWritten implements Stepping {
        private final Counter target = new Counter();

        @Override
        public Object step() {
            return target.step();
        }
    }

    private Stepping handWritten = new HandWritten();
    private TrainableObject generated;
    private TrialContext trial;

    /** Generate the adapter. */
    @Setup
    public void generate() throws Throwable {
        generated = Definitions.ofClass(Counter.class).newObject(SharedObjects.NONE);
        trial = new IdleTrial(Config.empty());
        generated.setup(trial);
    }

    /** Call through the generated adapter. */
    @Benchmark
    public @Nullable Object generated() throws Throwable {
        return generated.step(trial);
    }

    /** Call through the adapter written by hand. */
    @Benchmark
    public @Nullable Object handWritten() throws Throwable {
        return handWritten.step();
    }
}
