package dev.jtune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What a trial needs while it runs: its own bundle, then those that it reserves for what it starts.
 *
 * <p>On one machine the bundles are added up. The request of the example needs 1 CPU and 5 GPUs:
 *
 * <pre>{@code
 * ResourceRequest.of(Bundle.of(1, 1), Bundle.of(0, 1), Bundle.of(0, 1), Bundle.of(0, 1), Bundle.of(0, 1));
 * }</pre>
 *
 * @param bundles at least one, at least one of them not empty; the first is the trial's own
 * @param strategy how bundles are spread over machines; one machine has nothing to spread
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResourceRequest(List<Bundle> bundles, PlacementStrategy strategy) {

    /** One CPU: what a trial needs unless it says otherwise. */
    public static final ResourceRequest ONE_CPU = cpu(1);

    public ResourceRequest {
        bundles = List.copyOf(bundles);
        Objects.requireNonNull(strategy, "strategy");
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("a resource request needs at least one bundle");
        }
        if (bundles.stream().allMatch(Bundle::isEmpty)) {
            throw new IllegalArgumentException(
                    "a resource request whose bundles are all empty reserves nothing: give at least one cpu, gpu, memory or custom amount");
        }
    }

    /** Create a request of these bundles, packed. */
    public static ResourceRequest of(Bundle... bundles) {
        return new ResourceRequest(List.of(bundles), PlacementStrategy.PACK);
    }

    /** Create a request of one bundle with CPUs only; fractions are allowed. */
    public static ResourceRequest cpu(double cpu) {
        return of(Bundle.of(cpu, 0));
    }

    /** Return the sum of all bundles. */
    public Bundle total() {
        Bundle sum = Bundle.EMPTY;
        for (Bundle bundle : bundles) {
            sum = sum.plus(bundle);
        }
        return sum;
    }

    /**
     * Return a request for this, so many times over: as many bundles, each as many times as large.
     *
     * @param factor at least 1
     */
    public ResourceRequest times(int factor) {
        return factor == 1
                ? this
                : new ResourceRequest(
                        bundles.stream().map(bundle -> bundle.times(factor)).toList(), strategy);
    }

    /** Show the arithmetic, as {@code cpu 1 + 0 + 0 = 1, gpu 1 + 1 + 1 = 3}. */
    @Override
    public String toString() {
        if (bundles.size() == 1) {
            return bundles.get(0).toString();
        }
        List<String> parts = new ArrayList<>();
        total().amounts().forEach((name, sum) -> {
            List<String> terms = bundles.stream()
                    .map(bundle -> Bundle.format(bundle.amounts().getOrDefault(name, 0.0)))
                    .toList();
            parts.add(name + " " + String.join(" + ", terms) + " = " + Bundle.format(sum));
        });
        return String.join(", ", parts);
    }

    /**
     * Amounts that belong together on one machine.
     *
     * @param cpu CPUs, at least 0, fractions allowed
     * @param gpu GPUs, at least 0, fractions share a device
     * @param memory bytes, at least 0
     * @param custom further resources by name, such as {@code licence}, each at least 0
     */
    public record Bundle(double cpu, double gpu, long memory, Map<String, Double> custom) {
        /** Nothing: as a first bundle, it says that the trial itself needs none. */
        public static final Bundle EMPTY = new Bundle(0, 0, 0, Map.of());

        public Bundle {
            custom = java.util.Collections.unmodifiableMap(new TreeMap<>(custom));
            requireAmount("cpu", cpu);
            requireAmount("gpu", gpu);
            requireAmount("memory", (double) memory);
            custom.forEach(Bundle::requireAmount);
        }

        private static void requireAmount(String name, double amount) {
            if (!(amount >= 0) || Double.isInfinite(amount)) {
                throw new IllegalArgumentException(
                        "resource " + name + " must be a finite amount of at least 0, was " + amount);
            }
        }

        /** Create a bundle of CPUs and GPUs. */
        public static Bundle of(double cpu, double gpu) {
            return new Bundle(cpu, gpu, 0, Map.of());
        }

        /** Return this bundle with an amount of memory in bytes. */
        public Bundle withMemory(long bytes) {
            return new Bundle(cpu, gpu, bytes, custom);
        }

        /** Return this bundle with an amount of a resource of the user's own. */
        public Bundle withCustom(String name, double amount) {
            Map<String, Double> more = new TreeMap<>(custom);
            more.put(name, amount);
            return new Bundle(cpu, gpu, memory, more);
        }

        /** Tell whether every amount is 0. */
        public boolean isEmpty() {
            return amounts().isEmpty();
        }

        /** Return the amounts that are not 0, by name, in the order cpu, gpu, memory, custom. */
        public Map<String, Double> amounts() {
            Map<String, Double> amounts = new java.util.LinkedHashMap<>();
            amounts.put("cpu", cpu);
            amounts.put("gpu", gpu);
            amounts.put("memory", (double) memory);
            amounts.putAll(custom);
            amounts.values().removeIf(amount -> amount == 0);
            return amounts;
        }

        /** Return the sum of both bundles. */
        public Bundle plus(Bundle other) {
            Map<String, Double> sum = new TreeMap<>(custom);
            other.custom.forEach((name, amount) -> sum.merge(name, amount, Double::sum));
            return new Bundle(cpu + other.cpu, gpu + other.gpu, memory + other.memory, sum);
        }

        /**
         * Return these amounts, so many times over.
         *
         * @param factor at least 1
         */
        public Bundle times(int factor) {
            if (factor < 1) {
                throw new IllegalArgumentException(
                        "a bundle can be taken once or more often, not " + factor + " times");
            }
            Map<String, Double> product = new TreeMap<>(custom);
            product.replaceAll((name, amount) -> amount * factor);
            return new Bundle(cpu * factor, gpu * factor, memory * factor, product);
        }

        @Override
        public String toString() {
            if (isEmpty()) {
                return "nothing";
            }
            List<String> parts = new ArrayList<>();
            amounts().forEach((name, amount) -> parts.add(name + " " + format(amount)));
            return String.join(", ", parts);
        }

        static String format(double amount) {
            return amount == Math.rint(amount) && Math.abs(amount) < 1e15
                    ? Long.toString((long) amount)
                    : Double.toString(amount);
        }
    }
}
