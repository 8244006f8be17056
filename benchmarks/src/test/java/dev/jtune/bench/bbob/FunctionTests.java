package dev.jtune.bench.bbob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTests {
    /** Values of the reference implementation; {@code benchmarks/bench bbob --problems DIR} checks all that were recorded. */
    @ParameterizedTest(name = "f{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "1; 1; 5; 79.48; 103.6205747; -0.0698 1.7669 -4.3920 0.5560 -2.2855",
                "2; 1; 2; -209.88; 19175819.4; 0.5321 -3.9374",
                "3; 2; 5; 77.66; 400.360432; -1.3857 -4.4000 -2.2268 -2.7052 -4.3766",
                "4; 1; 2; -462.09; -422.7040696; -2.5595 3.2543",
                "5; 1; 5; -9.21; 126.6552241; -3.0675 4.5642 0.6500 0.7647 3.9450",
                "6; 2; 2; 31.37; 108933.8676; 1.8420 -4.7702",
                "7; 1; 5; 92.94; 600.5888143; 3.9122 -3.8020 2.3439 -4.5423 -1.9979",
                "8; 1; 2; 149.15; 164.6726572; -0.1880 -0.2250",
                "9; 2; 5; 47.51; 31836.49932; -3.8883 -4.4366 2.5153 -0.9961 -4.4678",
                "10; 1; 2; -54.94; 16680.76909; 2.8037 -2.3518",
                "11; 1; 5; 76.27; 555275.4958; 4.3618 -3.0508 -2.4509 -3.8525 -0.4521",
                "12; 2; 2; -254.82; 4436032441; -0.6759 -4.0208",
                "13; 1; 5; 29.97; 1015.438933; -1.2473 -1.3155 -0.5482 -1.0009 -0.7864",
                "14; 1; 2; -52.35; -48.33290233; -4.8769 -1.8171",
                "15; 2; 5; 70.03; 499.2354119; 0.7653 0.4165 -2.2438 4.1434 0.0927",
                "16; 1; 2; 71.35; 75.86598383; 1.4563 -0.3286",
                "17; 1; 5; -16.94; 2.987640102; -1.1484 1.1644 1.2275 -2.0870 -2.5912",
                "18; 2; 2; 18.81; 53.26096163; -3.1715 1.0510",
                "19; 1; 5; -102.55; 45.14037409; -4.3745 4.3851 -0.4688 -1.1700 -4.9125",
                "20; 1; 2; -546.5; 7420.660562; -4.0577 -1.1622",
                "21; 2; 5; -1.6; 53.81381996; 0.5975 -0.2187 -4.6544 -1.9172 -2.0129",
                "22; 1; 2; -1000; -935.5161343; 2.0992 0.6816",
                "23; 1; 5; 6.87; 12.35976599; -2.5022 -4.2190 0.0954 1.0814 4.4619",
                "24; 2; 2; 93.3; 128.5196144; 1.3586 -1.0091"
            })
    void should_have_the_values_of_the_reference_implementation(
            int id, int instance, int dimension, double least, double value, String point) {
        Function function = Function.of(id, instance, dimension);
        double[] x =
                Arrays.stream(point.split(" ")).mapToDouble(Double::parseDouble).toArray();

        assertThat(function.least()).isEqualTo(least);
        assertThat(function.value(x)).isCloseTo(value, within(1e-8 * Math.abs(value)));
    }
}
