package dev.jtune.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetTests {

    /** The numbers were printed by Java 17; a gate that passes there passes everywhere. */
    @ParameterizedTest
    @CsvSource({"RELU, 0.9159347553324969", "TANH, 0.9473023839397742"})
    void should_learn_the_same_on_every_java_version(Activation act, double accuracy) {
        Net net = new Net(0.05, 24, act, 42);

        net.trainOneEpoch();
        net.trainOneEpoch();

        assertThat(net.trainOneEpoch()).isEqualTo(accuracy);
    }

    @Test
    void should_go_on_from_a_checkpoint_as_if_nothing_had_happened(@TempDir Path directory) throws IOException {
        Net net = new Net(new SgdParams(0.05, 16, Activation.TANH, 0.5, 1e-3), 7);
        net.train(1300);
        net.save(directory);

        Net restored = Net.load(directory);

        assertThat(restored.epoch()).isEqualTo(1);
        assertThat(restored.train(1300)).isEqualTo(net.train(1300));
        assertThat(restored.epoch()).isEqualTo(2);
    }
}
