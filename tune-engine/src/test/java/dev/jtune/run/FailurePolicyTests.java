package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailurePolicyTests {
    @Test
    void should_double_the_wait_before_a_restart_six_times() {
        FailurePolicy policy = new FailurePolicy(-1, false, 0).backOff(Duration.ofSeconds(3));
        assertThat(IntStream.rangeClosed(1, 9).mapToLong(failures -> policy.delayNanos(failures) / 1_000_000_000))
                .containsExactly(3L, 6L, 12L, 24L, 48L, 96L, 192L, 192L, 192L);
        assertThat(FailurePolicy.STRICT.delayNanos(3)).isZero();
    }

    @Test
    void should_allow_as_many_failures_as_it_says() {
        FailurePolicy two = new FailurePolicy(2, false, 0);
        assertThat(two.allows(2)).isTrue();
        assertThat(two.allows(3)).isFalse();
        assertThat(new FailurePolicy(-1, false, 0).allows(1000)).isTrue();
        assertThat(FailurePolicy.STRICT.allows(1)).isFalse();
    }
}
