package dev.jtune.schedule;

import dev.jtune.Result;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends a trial whose result meets any of several conditions. */
record ConditionStopper(List<Condition> conditions) implements Stopper {
    ConditionStopper {
        conditions = List.copyOf(conditions);
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        for (Condition condition : conditions) {
            Optional<String> reason = condition.met(result);
            if (reason.isPresent()) {
                return reason.get();
            }
        }
        return null;
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public Set<String> metrics() {
        return conditions.stream()
                .flatMap(condition -> condition.comparisons().stream())
                .map(Condition.Comparison::metric)
                .collect(Collectors.toUnmodifiableSet());
    }
}
