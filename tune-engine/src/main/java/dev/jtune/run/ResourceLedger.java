package dev.jtune.run;

import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the machine has, and what running trials hold of it. */
final class ResourceLedger {
    /** Fractions add up to a whole only nearly: ten times 0.1. */
    private static final double ROUNDING = 1e-9;

    private Map<String, Double> capacity;
    /** The most that there was of each at any time: what is lost may come back. */
    private final Map<String, Double> most;

    private final Map<String, Double> used = new TreeMap<>();
    private @Nullable ResourceRequest last;
    private Map<String, Double> lastAmounts = Map.of();

    ResourceLedger(Bundle capacity) {
        this(capacity.amounts());
    }

    private ResourceLedger(Map<String, Double> capacity) {
        this.capacity = capacity;
        this.most = new TreeMap<>(capacity);
    }

    /** Create a ledger for which there are always enough CPUs: a deterministic run is the same on a machine with few. */
    static ResourceLedger ofAnyCpus(Bundle capacity) {
        Map<String, Double> amounts = new TreeMap<>(capacity.amounts());
        amounts.put("cpu", Double.POSITIVE_INFINITY);
        return new ResourceLedger(amounts);
    }

    /** Know of another capacity from now on; what is held stays held. */
    void resize(Bundle available) {
        capacity = available.amounts();
        capacity.forEach((name, amount) -> most.merge(name, amount, Math::max));
    }

    /** Return the sums of a request; most trials of a study make the same one. */
    private Map<String, Double> amounts(ResourceRequest request) {
        if (!Objects.equals(last, request)) {
            lastAmounts = request.total().amounts();
            last = request;
        }
        return lastAmounts;
    }

    /** Tell whether a request fits beside what is held now. */
    boolean fits(ResourceRequest request) {
        for (Map.Entry<String, Double> amount : amounts(request).entrySet()) {
            double held = used.getOrDefault(amount.getKey(), 0.0);
            if (held + amount.getValue() > capacity.getOrDefault(amount.getKey(), 0.0) + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    void take(ResourceRequest request) {
        amounts(request).forEach((name, amount) -> used.merge(name, amount, Double::sum));
    }

    void release(ResourceRequest request) {
        amounts(request).forEach((name, amount) -> used.merge(name, -amount, Double::sum));
    }

    /** Return how many such requests fit beside each other. */
    int concurrency(ResourceRequest request) {
        double times = Integer.MAX_VALUE;
        for (Map.Entry<String, Double> amount : amounts(request).entrySet()) {
            times = Math.min(times, (most.getOrDefault(amount.getKey(), 0.0) + ROUNDING) / amount.getValue());
        }
        return (int) times;
    }

    /** Tell whether a request is more than the whole machine ever had. */
    boolean isInfeasible(ResourceRequest request) {
        return concurrency(request) < 1;
    }

    /** Tell whether a request is more than there is now, whoever holds it: it has to wait until something comes back. */
    boolean isBeyond(ResourceRequest request) {
        return amounts(request).entrySet().stream()
                .anyMatch(amount -> amount.getValue() > capacity.getOrDefault(amount.getKey(), 0.0) + ROUNDING);
    }

    /** Return the arithmetic of a request that is more than the whole machine has. */
    String explain(ResourceRequest request) {
        StringBuilder text = new StringBuilder("TUNE-420 a trial needs ").append(request);
        request.total().amounts().forEach((name, amount) -> {
            double available = most.getOrDefault(name, 0.0);
            if (amount > available + ROUNDING) {
                text.append("; there is ")
                        .append(name)
                        .append(' ')
                        .append(shown(available))
                        .append(" in all");
            }
        });
        return text.append("; ask for less in @Resources, or run on a larger machine")
                .toString();
    }

    private static String shown(double amount) {
        return amount == Math.rint(amount) ? Long.toString((long) amount) : String.format(Locale.ROOT, "%.3g", amount);
    }
}
