package dev.jtune.run;

import dev.jtune.Checkpoint;
import dev.jtune.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one trial, and which of them go when there are too many.
 *
 * <p>The newest is never deleted before there is a newer one, because a restart needs it; so there may be one more than the policy
 * keeps. Neither is one that another trial goes on from, as long as that has none of its own.
 */
final class KeptCheckpoints {
    private final CheckpointPolicy policy;
    private List<Kept> kept = Collections.emptyList(); // as that of most trials of a large study stays
    private List<Path> held = Collections.emptyList();
    private List<Path> dueWhenReleased = Collections.emptyList();
    private int made;
    private int first;
    private int firstBefore;

    private record Kept(Path directory, double score, int age, int iteration) {}

    KeptCheckpoints(CheckpointPolicy policy) {
        this.policy = policy;
    }

    /** Take a new checkpoint, made with {@code result}, and return those that are to be deleted. */
    List<Path> add(Path directory, ReportedResult result) {
        String attribute = policy.scoreAttribute();
        double score = attribute == null ? 0 : result.value(attribute);
        // its name was free: one that is known by it has been lost
        kept.removeIf(checkpoint -> checkpoint.directory().equals(directory));
        dueWhenReleased.remove(directory);
        kept = growing(kept);
        kept.add(new Kept(directory, score, made++, result.iteration()));
        if (policy.numToKeep() == 0 || kept.size() <= policy.numToKeep()) {
            return List.of();
        }
        List<Path> deleted = new ArrayList<>();
        Kept newest = kept.get(kept.size() - 1);
        List<Kept> ranking = ranking();
        for (Kept checkpoint : ranking.subList(policy.numToKeep(), ranking.size())) {
            if (checkpoint.age() != newest.age()) {
                kept.remove(checkpoint);
                if (held.contains(checkpoint.directory())) {
                    dueWhenReleased = growing(dueWhenReleased);
                    dueWhenReleased.add(checkpoint.directory());
                } else {
                    deleted.add(checkpoint.directory());
                }
            }
        }
        return deleted;
    }

    private static <T> List<T> growing(List<T> list) {
        return list.isEmpty() ? new ArrayList<>(1) : list;
    }

    /** Keep a checkpoint for another trial, until as many {@link #release}s. */
    void hold(Path directory) {
        held = growing(held);
        held.add(directory);
    }

    /** Let a checkpoint go; tell whether it is to be deleted. */
    boolean release(Path directory) {
        held.remove(directory);
        return !held.contains(directory) && dueWhenReleased.remove(directory);
    }

    /** Put no trust in a checkpoint any more; tell whether it is one of these. */
    boolean distrust(Path directory) {
        return kept.removeIf(checkpoint -> checkpoint.directory().equals(directory));
    }

    /** Go on from none of those that were made so far; they are kept all the same. */
    void beginAnew() {
        first = made;
        firstBefore = made;
    }

    /** Go on from none of those that were made so far, unless what is taken over instead turns out not to be whole. */
    void takeOver() {
        firstBefore = made > first ? first : firstBefore;
        first = made;
    }

    /** Go on from those before {@link #takeOver} after all. */
    void goBack() {
        first = firstBefore;
    }

    /** Return the newest checkpoint since the last {@link #beginAnew} or {@link #takeOver}, from which a restart goes on. */
    @Nullable
    Path newest() {
        Kept newest = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        return newest == null || newest.age() < first ? null : newest.directory();
    }

    /** Return the iteration at which a checkpoint was made, 0 for one that is none of these. */
    int iteration(Path directory) {
        for (Kept checkpoint : kept) {
            if (checkpoint.directory().equals(directory)) {
                return checkpoint.iteration();
            }
        }
        return 0;
    }

    /** Tell whether a checkpoint belongs on the disk. */
    boolean isKept(Path directory) {
        return held.contains(directory)
                || kept.stream().anyMatch(checkpoint -> checkpoint.directory().equals(directory));
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
        Mode order = policy.scoreOrder();
        Comparator<Kept> byScore = (left, right) ->
                order.isBetter(left.score(), right.score()) ? -1 : order.isBetter(right.score(), left.score()) ? 1 : 0;
        return kept.stream()
                .sorted(byScore.thenComparing(Comparator.comparingInt(Kept::age).reversed()))
                .toList();
    }
}
