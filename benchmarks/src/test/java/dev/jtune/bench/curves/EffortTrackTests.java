package dev.jtune.bench.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffortTrackTests {
    private final EffortTrack track = new EffortTrack(List.of(1.0, 2.0, 3.0));

    @Test
    void should_count_what_arrived_by_a_mark() {
        track.see(0.5, 9);
        track.see(1.0, 7);
        track.see(1.1, 3);
        track.see(2.5, 5);

        assertThat(track.close()).containsExactly(7.0, 3.0, 3.0);
    }

    @Test
    void should_have_no_best_before_the_first_finite_value() {
        track.see(0.5, Double.NaN);
        track.see(1.5, Double.NEGATIVE_INFINITY);
        track.see(2.5, 4);

        assertThat(track.close()).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 4.0);
    }
}
