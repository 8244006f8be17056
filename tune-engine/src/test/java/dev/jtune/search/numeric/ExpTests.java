package dev.jtune.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpTests {
    @Test
    void should_equal_the_strict_function_up_to_the_last_bits() {
        for (double x = -708; x <= 709; x += 0.0137) {
            double exact = StrictMath.exp(x);
            assertThat(Exp.exp(x) / exact).as("exp(%s)", x).isCloseTo(1, within(1e-15));
        }
        assertThat(Exp.exp(0)).isEqualTo(1);
    }

    @Test
    void should_end_in_nothing_and_in_infinity() {
        assertThat(Exp.exp(-1000)).isZero();
        assertThat(Exp.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Exp.exp(710)).isInfinite();
        assertThat(Exp.exp(Double.NaN)).isNaN();
    }
}
