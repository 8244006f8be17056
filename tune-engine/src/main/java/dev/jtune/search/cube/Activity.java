package dev.jtune.search.cube;

import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which parameters exist at a point, worked out from coordinates alone: algorithms ask for it for thousands of candidates.
 *
 * <p>A parent that is computed from others has no coordinate; what depends on it counts as existing.
 */
final class Activity {
    /** Above it, whether a value satisfies a condition is looked up each time. */
    private static final int LISTED = 10_000;

    private final Node[] nodes;
    private final boolean conditional;

    /** One parameter: where it stands in the point, -1 for nowhere, and of each clause the parents that may satisfy it. */
    private record Node(int place, Parent[][] clauses) {}

    /** Satisfies a clause where it exists and has one of its values. */
    private record Parent(int node, Test test) {}

    /** Tells whether the parent's value at a point is one that a clause names. */
    private interface Test {
        boolean holds(double[] point);
    }

    Activity(List<Param> all, IdentityHashMap<Param, Integer> places, List<Axis> axes, List<Dimension> dimensions) {
        IdentityHashMap<Param, Integer> order = new IdentityHashMap<>();
        this.nodes = new Node[all.size()];
        boolean any = false;
        for (int i = 0; i < nodes.length; i++) {
            Param param = all.get(i);
            List<Guard.Clause> clauses = param.guard().clauses();
            Parent[][] parents = new Parent[clauses.size()][];
            for (int c = 0; c < parents.length; c++) {
                parents[c] = parents(clauses.get(c), all.subList(0, i), order, places, axes, dimensions);
            }
            int place = places.getOrDefault(param, -1);
            any |= place >= 0 && parents.length > 0;
            nodes[i] = new Node(place, parents);
            order.put(param, i);
        }
        this.conditional = any;
    }

    private static Parent[] parents(
            Guard.Clause clause,
            List<Param> earlier,
            IdentityHashMap<Param, Integer> order,
            IdentityHashMap<Param, Integer> places,
            List<Axis> axes,
            List<Dimension> dimensions) {
        List<Parent> parents = new ArrayList<>();
        for (Param param : earlier) {
            if (!param.name().equals(clause.parent())) {
                continue;
            }
            if (param.domain() instanceof Domain.Constant constant
                    && !clause.values().contains(constant.value())) {
                continue;
            }
            Integer place = places.get(param);
            Test test = place == null
                    ? point -> true
                    : test(place, axes.get(place), dimensions.get(place), clause.values());
            parents.add(new Parent(order.getOrDefault(param, 0), test));
        }
        return parents.toArray(Parent[]::new);
    }

    private static Test test(int place, Axis axis, Dimension dimension, List<Object> values) {
        if (!dimension.isDiscrete() || dimension.size() > LISTED) {
            return point -> values.contains(axis.at(point[place]));
        }
        boolean[] named = new boolean[(int) dimension.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = values.contains(axis.at(dimension.middle(i)));
        }
        return point -> named[(int) dimension.index(point[place])];
    }

    /** Tell whether any coordinate has a condition. */
    boolean isConditional() {
        return conditional;
    }

    /** Tell for each coordinate whether its parameter exists; coordinates of those that do not are ignored. */
    void at(double[] point, boolean[] active) {
        boolean[] exists = exists(point);
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i].place() >= 0) {
                active[nodes[i].place()] = exists[i];
            }
        }
    }

    /** Tell for each parameter of the space, in its order, whether it exists at a point. */
    boolean[] exists(double[] point) {
        boolean[] exists = new boolean[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            exists[i] = exists(nodes[i], point, exists);
        }
        return exists;
    }

    private static boolean exists(Node node, double[] point, boolean[] exists) {
        for (Parent[] clause : node.clauses()) {
            boolean satisfied = false;
            for (Parent parent : clause) {
                satisfied |= exists[parent.node()] && parent.test().holds(point);
            }
            if (!satisfied) {
                return false;
            }
        }
        return true;
    }
}
