package dev.jtune.space;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong at one place; views at other places share one list. */
final class Problems {

    private final List<Problem> found;
    private final String place;

    private Problems(List<Problem> found, String place) {
        this.found = found;
        this.place = place;
    }

    static Problems at(String place) {
        return new Problems(new ArrayList<>(), place);
    }

    /** Return a view that adds to the same list, at a place inside this one. */
    Problems in(String inner) {
        return new Problems(found, place.isEmpty() ? inner : place + ", " + inner);
    }

    void add(String code, String reason, String fix) {
        found.add(new Problem(code, place, reason, fix));
    }

    int count() {
        return found.size();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDeclarationException(all());
        }
    }
}
