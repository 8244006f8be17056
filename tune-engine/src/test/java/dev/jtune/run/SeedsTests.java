package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedsTests {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    @Test
    void should_take_a_number_for_itself() {
        assertThat(Seeds.ofStudy("42", "study")).isEqualTo(42);
        assertThat(Seeds.ofStudy("-7", "study")).isEqualTo(-7);
    }

    @Test
    void should_make_a_text_and_a_name_the_start_of_their_hash() {
        // the example of FIPS 180-2, appendix B.1: SHA-256 of abc is ba7816bf 8f01cfea ...
        assertThat(Seeds.ofStudy("abc", "study")).isEqualTo(0xba7816bf8f01L);
        assertThat(Seeds.ofStudy("", "abc")).isEqualTo(0xba7816bf8f01L);
    }

    @Test
    void should_draw_a_fresh_seed_that_is_not_negative() {
        long first = Seeds.ofStudy("random", "study");
        assertThat(first).isNotNegative().isNotEqualTo(Seeds.ofStudy("random", "study"));
    }

    @Test
    void should_give_trials_the_outputs_of_a_generator() {
        // SplitMix64 as the JDK has it, begun with an output of its own for the study
        SplittableRandom expected = new SplittableRandom(new SplittableRandom(99 - GOLDEN_GAMMA).nextLong());
        for (int trial = 1; trial <= 3; trial++) {
            assertThat(Seeds.ofTrial(99, trial)).as("trial %d", trial).isEqualTo(expected.nextLong());
        }
    }
}
