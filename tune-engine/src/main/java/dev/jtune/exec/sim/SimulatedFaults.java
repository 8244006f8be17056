package dev.jtune.exec.sim;

import dev.jtune.search.cube.SeededStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What goes wrong in a simulation, and how often.
 *
 * <p>Every choice is a function of the seed, so that what fails once fails again.
 *
 * <pre>{@code
 * SimulatedFaults.of(17).with(Fault.NODE_LOST, 0.01).with(Fault.LATE, 0.1)
 * }</pre>
 *
 * @param seed of all choices
 * @param rates how probably each fault happens at each occasion, from 0 to 1; one that is not listed never does
 * @param workersPerNode how many workers are lost together; at least 1
 * @param delay a message is late by up to this time, and a lost node is away for one to ten times as long
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SimulatedFaults(long seed, Map<Fault, Double> rates, int workersPerNode, Duration delay) {
    /** Nothing goes wrong. */
    public static final SimulatedFaults NONE = of(0);

    private static final int DEFAULT_WORKERS_PER_NODE = 10;
    private static final double LONGEST_ABSENCE = 10;
    private static final double SLOWEST = 20;

    /** A kind of fault. */
    public enum Fault {
        /** The process of an attempt dies, at each step: the attempt fails. */
        WORKER_LOST,
        /** A machine is taken away, in each {@link SimulatedFaults#delay}, with all attempts on it, and comes back later. */
        NODE_LOST,
        /** A worker takes two to twenty times as long, for all of an attempt. */
        SLOW,
        /** A message arrives late: possibly when its attempt is over and another one runs. */
        LATE,
        /** A message arrives a second time, or its answer is lost and it is sent again. */
        DUPLICATE,
        /** A checkpoint is not there any more when it is read. */
        CHECKPOINT_LOST,
        /** A checkpoint was not written to its end, which is found when it is read. */
        CHECKPOINT_TORN,
        /** A checkpoint cannot be written: the attempt fails. */
        CHECKPOINT_UNWRITABLE
    }

    public SimulatedFaults {
        rates = Map.copyOf(rates);
    }

    /** Return faults that never happen, until rates are set. */
    public static SimulatedFaults of(long seed) {
        return new SimulatedFaults(seed, Map.of(), DEFAULT_WORKERS_PER_NODE, Duration.ofMinutes(1));
    }

    /** Return these faults with another rate of one of them. */
    public SimulatedFaults with(Fault fault, double rate) {
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(rates);
        changed.put(fault, rate);
        return new SimulatedFaults(seed, changed, workersPerNode, delay);
    }

    /** Return these faults on nodes of another size. */
    public SimulatedFaults workersPerNode(int workers) {
        return new SimulatedFaults(seed, rates, workers, delay);
    }

    /** Return these faults with another delay. */
    public SimulatedFaults delay(Duration longest) {
        return new SimulatedFaults(seed, rates, workersPerNode, longest);
    }

    boolean isNone() {
        return rates.isEmpty();
    }

    /** Return the choices about one attempt, or one node. */
    Luck luck(String purpose, long number) {
        return new Luck(SeededStream.of(seed, purpose, number));
    }

    /** The choices about one attempt, or one node, one after the other. */
    final class Luck {
        private final SeededStream draws;

        private Luck(SeededStream draws) {
            this.draws = draws;
        }

        boolean happens(Fault fault) {
            double rate = rates.getOrDefault(fault, 0.0);
            return rate > 0 && draws.nextDouble() < rate;
        }

        boolean coin() {
            return draws.nextInt(2) == 0;
        }

        /** Return a part of a time. */
        long part(long nanos) {
            return (long) (nanos * draws.nextDouble());
        }

        /** Return by how many nanoseconds a message is late, 0 for one that is not. */
        long lateness() {
            return happens(Fault.LATE) ? 1 + part(delay.toNanos()) : 0;
        }

        /** Return how many times as long a step takes. */
        double slowness() {
            return happens(Fault.SLOW) ? 2 + (SLOWEST - 2) * draws.nextDouble() : 1;
        }

        /** Return for how long a node stays, {@code -1} for ever. */
        long presence() {
            double rate = rates.getOrDefault(Fault.NODE_LOST, 0.0);
            return rate > 0 ? 1 + (long) (delay.toNanos() * -StrictMath.log(1 - draws.nextDouble()) / rate) : -1;
        }

        long absence() {
            return (long) (delay.toNanos() * (1 + (LONGEST_ABSENCE - 1) * draws.nextDouble()));
        }
    }
}
