package dev.jtune.verify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Config;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StorableTests {
    static final class Node implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        transient Thread worker = Thread.currentThread();
        final ReentrantLock lock = new ReentrantLock();
        final double[] weights = {1, 2};

        @SuppressWarnings("serial")
        @Nullable
        Object guard;

        @Nullable
        Node next;
    }

    static final class Network implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        final ArrayList<Node> nodes = new ArrayList<>();
        final LinkedHashMap<String, Node> byName = new LinkedHashMap<>();
    }

    private static Network network() {
        Network network = new Network();
        Node first = new Node();
        Node second = new Node();
        first.next = second;
        second.next = first;
        network.nodes.add(first);
        network.nodes.add(second);
        network.byName.put("second", second);
        return network;
    }

    @Test
    void should_accept_cycles_locks_transient_fields_and_collections() {
        assertThatCode(() -> Verify.serializable(network())).doesNotThrowAnyException();
    }

    @Test
    void should_name_the_path_of_each_member_that_is_not_serializable() {
        Network network = network();
        network.nodes.get(1).guard = new Object();
        Node third = new Node();
        third.guard = new Object[] {"fine", Thread.currentThread()};
        network.byName.put("third", third);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Verify.serializable(network))
                .withMessage("""
                        TUNE-510 Network.nodes[0].next.guard: java.lang.Object is not Serializable
                        TUNE-510 Network.byName[third].guard[1]: java.lang.Thread is not Serializable""");
    }

    static final class OwnFormat implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        final transient Thread thread = Thread.currentThread();
        private final boolean broken;

        OwnFormat(boolean broken) {
            this.broken = broken;
        }

        @Serial
        private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
            out.defaultWriteObject();
            if (broken) {
                out.writeObject(thread);
            }
        }
    }

    @Test
    void should_ask_a_class_that_writes_itself() {
        assertThatCode(() -> Verify.serializable(new OwnFormat(false))).doesNotThrowAnyException();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Verify.serializable(new OwnFormat(true)))
                .withMessage("TUNE-510 OwnFormat: dev.jtune.verify.StorableTests$OwnFormat does not serialize"
                        + " (java.io.NotSerializableException: java.lang.Thread)");
    }

    record Layer(double[] weights, Object activation) {}

    record Net(List<Layer> layers, Map<String, Object> notes, Config config) {}

    @Test
    void should_accept_records_and_maps_that_can_be_written_as_json() {
        Net net = new Net(
                List.of(new Layer(new double[] {1}, Thread.State.NEW)),
                Map.of("epoch", 3),
                Config.of(Map.of("rate", 1)));
        assertThatCode(() -> Verify.serializable(net)).doesNotThrowAnyException();
        assertThatCode(() -> Verify.serializable(Map.of("net", net))).doesNotThrowAnyException();
    }

    @Test
    void should_name_what_cannot_be_written_as_json() {
        Net net = new Net(List.of(new Layer(new double[] {1}, new ReentrantLock())), Map.of(), Config.empty());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Verify.serializable(net))
                .withMessage(
                        "TUNE-510 Net.layers[0].activation: java.util.concurrent.locks.ReentrantLock cannot be written"
                                + " as JSON; use numbers, strings, booleans, enum constants, records, maps, lists and arrays, or"
                                + " store an object that is Serializable instead of the map or record");
    }
}
