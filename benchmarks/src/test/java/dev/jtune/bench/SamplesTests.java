package dev.jtune.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTests {
    @Test
    void should_take_the_middle_of_an_odd_count() {
        Samples samples = Samples.of(DoubleStream.of(9, 1, 4));

        assertThat(samples.lowest()).isEqualTo(1);
        assertThat(samples.median()).isEqualTo(4);
        assertThat(samples.highest()).isEqualTo(9);
    }

    @Test
    void should_take_the_mean_of_the_middle_two_of_an_even_count() {
        assertThat(Samples.of(DoubleStream.of(9, 1, 4, 2)).median()).isEqualTo(3);
    }
}
