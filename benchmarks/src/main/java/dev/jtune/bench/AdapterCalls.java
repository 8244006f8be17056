package dev.jtune.bench;

import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.trainable.TrainableObject;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls of a private step, as the engine calls it and as one would write the call by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH sets the fields
public class AdapterCalls {
    /** A new object each time, where the step returns a primitive number. */
    static final String BOXED = "boxed";

    /** The step's own object, so that only the call is measured. */
    static final String AS_IS = "as-is";

    /** What the step's result is. */
    @Param({AS_IS, BOXED})
    public String result;

    private HandWritten handWritten;
    private TrainableObject generated;
    private TrialContext trial;

    /** The method that is called virtually. */
    abstract static class HandWritten {
        abstract @Nullable Object step();
    }

    @Trainable
    static final class BoxedCounter {
        private double n;

        @Step
        private double step() {
            return n++;
        }
    }

    @Trainable
    static final class Counter {
        private final Double[] scores = {0.0, 1.0};
        private int n;

        @Step
        private Double step() {
            return scores[n++ & 1];
        }
    }

    static final class CallBoxedCounter extends HandWritten {
        private final BoxedCounter target = new BoxedCounter();

        @Override
        Object step() {
            return target.step();
        }
    }

    static final class CallCounter extends HandWritten {
        private final Counter target = new Counter();

        @Override
        Object step() {
            return target.step();
        }
    }

    /** Create both objects. */
    @Setup
    public void create() throws Throwable {
        boolean boxed = result.equals(BOXED);
        handWritten = boxed ? new CallBoxedCounter() : new CallCounter();
        generated =
                Definitions.ofClass(boxed ? BoxedCounter.class : Counter.class).newObject(SharedObjects.NONE);
        trial = (TrialContext) Proxy.newProxyInstance(
                TrialContext.class.getClassLoader(),
                new Class<?>[] {TrialContext.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        generated.setup(trial);
    }

    /** Call through the generated adapter. */
    @Benchmark
    public Object generated() throws Throwable {
        return generated.step(trial);
    }

    /** Call through a virtual method written by hand. */
    @Benchmark
    public Object handWritten() {
        return handWritten.step();
    }
}
