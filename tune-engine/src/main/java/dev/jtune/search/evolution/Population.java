package dev.jtune.search.evolution;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import java.util.ArrayList;
import java.util.List;

/** The trials that may be parents, the one that is worth most first. */
final class Population {
    private final int capacity;
    private final Survival survival;
    private List<History.Entry> members = new ArrayList<>();

    Population(int capacity, Survival survival) {
        this.capacity = capacity;
        this.survival = survival;
    }

    int capacity() {
        return capacity;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Let a trial enter; where there are too many then, the one that is worth least leaves. */
    void enter(History.Entry entry) {
        members.add(entry);
        List<History.Entry> ordered = new ArrayList<>(members.size());
        for (int index : survival.order(members)) {
            ordered.add(members.get(index));
        }
        if (ordered.size() > capacity) {
            ordered.remove(capacity);
        }
        members = ordered;
    }

    /** Return the better of two that are drawn. */
    double[] draw(SeededStream random) {
        int one = random.nextInt(members.size());
        int other = random.nextInt(members.size());
        return members.get(Math.min(one, other)).point();
    }
}
