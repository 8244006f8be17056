package dev.jtune.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were computed with 60 digits. */
class NormalTests {
    @ParameterizedTest
    @CsvSource({
        "-37, 5.7255712225245768e-300, -689.0305855768905936",
        "-20, 2.7536241186062336951e-89, -203.91715537109726394",
        "-8.3, 5.2055697448902540246e-17, -37.4942174237482545",
        "-6, 9.865876450376981407e-10, -20.736768949974705655",
        "-5, 2.8665157187919391167e-7, -15.064998393988725521",
        "-1, 0.15865525393145705141, -1.8410216450092634822",
        "-0.5, 0.30853753872598689636, -1.1759117615936186089",
        "0, 0.5, -0.69314718055994530942",
        "2, 0.97724986805182079280, -0.023012909328963488449",
        "6, 0.99999999901341235496, -9.8658764552437573169e-10"
    })
    void should_give_the_probability_and_its_logarithm(double x, double probability, double logarithm) {
        assertThat(Normal.cdf(x) / probability).isCloseTo(1, within(1e-13));
        assertThat(Normal.logCdf(x) / logarithm).isCloseTo(1, within(1e-13));
    }

    @Test
    void should_give_the_density() {
        assertThat(Normal.pdf(1)).isCloseTo(0.24197072451914335, within(1e-16));
        assertThat(Normal.logPdf(-50)).isCloseTo(-1250.9189385332047, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "-30, -20, -203.91715537109726394",
        "12.67150618171678, 13.183067216559513, -83.749254663658306912",
        "20.254678539754373, 20.254828172002394, -214.85378485915370741",
        "-0.5536084395066586, -0.5525341788061005, -7.9080050774885990902",
        "-1, 1, -0.38171514630212607",
        "-Infinity, Infinity, 0"
    })
    void should_give_the_mass_of_an_interval_however_narrow_or_far_out(double from, double to, double logarithm) {
        assertThat(Normal.logMass(from, to)).isCloseTo(logarithm, within(1e-10));
    }

    @Test
    void should_give_an_empty_interval_no_mass() {
        assertThat(Normal.logMass(1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.047096299361199",
        "1e-20, -9.2623400897984076",
        "0.001, -3.0902323061678135",
        "0.3, -0.52440051270804082",
        "0.5, 0",
        "0.975, 1.9599639845400543",
        "0, -Infinity",
        "1, Infinity"
    })
    void should_invert_the_probability(double probability, double x) {
        assertThat(Normal.quantile(probability)).isCloseTo(x, within(1e-13));
        assertThat(Normal.quantileOfLog(StrictMath.log(probability))).isCloseTo(x, within(1e-12));
    }

    @Test
    void should_invert_logarithms_of_probabilities_that_no_double_holds() {
        for (double log = -800; log > -1e9; log *= 3) {
            assertThat(Normal.logCdf(Normal.quantileOfLog(log)) / log).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"-40, -39", "-6, -5.999", "-4.5, 3", "-1, 0.1", "0, 5", "30, 31"})
    void should_divide_an_interval_by_its_mass(double from, double to) {
        for (double share = 0.05; share < 1; share += 0.05) {
            double x = Normal.truncatedQuantile(share, from, to);
            double below = StrictMath.exp(Normal.logMass(from, x) - Normal.logMass(from, to));
            assertThat(below).isCloseTo(share, within(1e-8));
        }
        assertThat(Normal.truncatedQuantile(0, from, to)).isCloseTo(from, within(1e-9));
        assertThat(Normal.truncatedQuantile(1, from, to)).isCloseTo(to, within(1e-9));
    }
}
