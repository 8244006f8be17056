package dev.jtune.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTests {

    /** Java 17 itself writes a digit too many, or not the nearest one, for some of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "-0.0",
                "1.0",
                "0.002",
                "0.001",
                "9.999E-4",
                "123456.7",
                "9999999.0",
                "1.0E7",
                "0.30000000000000004",
                "1.0E16",
                "2.0E23",
                "1.0E23",
                "-1.0E23",
                "2.82879384806159E17",
                "1.387364135037754E18",
                "1.8014398509481984E17",
                "5.684341886080802E-14",
                "2.2250738585072014E-308",
                "2.2E-322",
                "4.9E-324",
                "1.7976931348623157E308",
                "NaN",
                "-Infinity"
            })
    void should_write_the_shortest_decimal_on_every_jdk(String expected) {
        assertThat(Decimal.write(Double.parseDouble(expected))).isEqualTo(expected);
    }

    @Test
    void should_read_back_every_number_it_writes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertThat(Double.parseDouble(Decimal.shortest(any))).isEqualTo(any);
            }
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void should_agree_with_a_jdk_that_writes_the_shortest_itself() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double power = Math.scalb(1.0, random.nextInt(-1074, 1024));
            if (Double.isFinite(any)) {
                assertThat(Decimal.shortest(any)).isEqualTo(Double.toString(any));
            }
            assertThat(Decimal.shortest(power)).isEqualTo(Double.toString(power));
        }
    }
}
