package dev.jtune.exec.sim;

import dev.jtune.exec.AttemptEvents;
import dev.jtune.exec.AttemptEvents.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The machines of a simulated cluster, which may be lost and come back. */
final class SimulatedNodes {
    private final SimulatedBackend backend;
    private final int workers;
    private final List<Node> nodes = new ArrayList<>();
    private int lost;

    private static final class Node {
        private final int workers;
        private final SimulatedFaults.Luck luck;
        private final Set<SimulatedAttempt> attempts = new LinkedHashSet<>();
        private double used;
        private boolean up = true;

        private Node(int workers, SimulatedFaults.Luck luck) {
            this.workers = workers;
            this.luck = luck;
        }

        double free() {
            return up ? workers - used : -1;
        }
    }

    SimulatedNodes(int workers, SimulatedBackend backend) {
        this.workers = workers;
        this.backend = backend;
    }

    /** Return how many workers there are now. */
    int workers() {
        return workers - lost;
    }

    /** Run an attempt on the node that has most room; nodes matter only where things go wrong. */
    void place(SimulatedAttempt attempt, AttemptEvents events) {
        if (backend.faults().isNone()) {
            return;
        }
        if (nodes.isEmpty()) {
            build(events);
        }
        Node roomiest =
                nodes.stream().max(Comparator.comparingDouble(Node::free)).orElseThrow();
        roomiest.attempts.add(attempt);
        roomiest.used += attempt.cpu();
    }

    void leave(SimulatedAttempt attempt) {
        for (Node node : nodes) {
            if (node.attempts.remove(attempt)) {
                node.used -= attempt.cpu();
                return;
            }
        }
    }

    private void build(AttemptEvents events) {
        int size = backend.faults().workersPerNode();
        for (int first = 0; first < workers; first += size) {
            Node node =
                    new Node(Math.min(size, workers - first), backend.faults().luck("node", first));
            nodes.add(node);
            planLoss(node, events);
        }
    }

    private void planLoss(Node node, AttemptEvents events) {
        long presence = node.luck.presence();
        if (presence >= 0) {
            backend.plan(
                    SimulatedEvent.of(() -> lose(node, events)),
                    backend.ticker().nanos() + presence);
        }
    }

    /** First there is less room, then word comes of each attempt that was there; what it had sent before may still arrive. */
    private void lose(Node node, AttemptEvents events) {
        long now = backend.ticker().nanos();
        node.up = false;
        lost += node.workers;
        for (SimulatedAttempt attempt : node.attempts) {
            attempt.breakOff(now);
            attempt.endAs(new End.Lost("its node was lost"), now);
        }
        node.attempts.clear();
        node.used = 0;
        backend.plan(SimulatedEvent.of(() -> comeBack(node, events)), now + node.luck.absence());
        events.capacityChanged();
    }

    private void comeBack(Node node, AttemptEvents events) {
        node.up = true;
        lost -= node.workers;
        planLoss(node, events);
        events.capacityChanged();
    }
}
