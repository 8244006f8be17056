package dev.jtune.run;

import dev.jtune.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one trial, and which of them go when there are too many.
 *
 * <p>The newest is never deleted before there is a newer one, because a restart needs it; so there may be one more than the policy
 * keeps.
 */
final class KeptCheckpoints {
    private final CheckpointPolicy policy;
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(Path directory, double score, int age) {}

    private int made;

    KeptCheckpoints(CheckpointPolicy policy) {
        this.policy = policy;
    }

    /** Take a new checkpoint, made with {@code result}, and return those that are no longer kept. */
    List<Path> add(Path directory, ReportedResult result) {
        String attribute = policy.scoreAttribute();
        double score = attribute == null ? made : result.value(attribute);
        kept.add(new Kept(directory, score, made++));
        List<Path> deleted = new ArrayList<>();
        if (policy.numToKeep() > 0) {
            Kept newest = kept.get(kept.size() - 1);
            List<Kept> ranking = ranking();
            for (Kept checkpoint : ranking.subList(Math.min(policy.numToKeep(), ranking.size()), ranking.size())) {
                if (checkpoint.age() != newest.age()) {
                    kept.remove(checkpoint);
                    deleted.add(checkpoint.directory());
                }
            }
        }
        return deleted;
    }

    /** Return the newest checkpoint, from which a restart goes on. */
    @Nullable
    Path newest() {
        return kept.isEmpty() ? null : kept.get(kept.size() - 1).directory();
    }

    /** Return all that are kept, best first; without a score attribute the newest is best. */
    List<Checkpoint> bestFirst() {
        if (kept.isEmpty()) {
            return List.of();
        }
        return ranking().stream()
                .map(checkpoint -> Checkpoint.fromDirectory(checkpoint.directory()))
                .toList();
    }

    /** Of equal scores the later ranks higher; one that is not finite ranks last. */
    private List<Kept> ranking() {
        Comparator<Kept> byScore = (left, right) -> {
            if (policy.scoreAttribute() == null) {
                return Double.compare(right.score(), left.score());
            }
            return policy.scoreOrder().isBetter(left.score(), right.score())
                    ? -1
                    : policy.scoreOrder().isBetter(right.score(), left.score()) ? 1 : 0;
        };
        return kept.stream()
                .sorted(byScore.thenComparing(Comparator.comparingInt(Kept::age).reversed()))
                .toList();
    }
}
