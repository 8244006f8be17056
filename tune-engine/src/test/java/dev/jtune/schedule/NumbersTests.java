package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTests {
    @ParameterizedTest
    @CsvSource({
        "0.123456, 0.1235",
        "12.5, 12.5",
        "3, 3",
        "-0, 0",
        "123456.5, 123500",
        "999999999999999, 999999999999999",
        "1e15, 1E+15",
        "1.5e16, 1.5E+16",
        "1e16, 1E+16",
        "0.001234, 0.001234",
        "0.0001, 0.0001",
        "0.0001234, 0.0001234",
        "0.00001234, 0.00001234",
        "0.000001234, 0.000001234",
        "1.234e-7, 1.234E-7",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void should_spell_a_number_as_people_read_it(double value, String expected) {
        assertThat(Numbers.text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.66666, 0.66667, 0.66666",
        "0.5, 0.25, 0.5",
        "0.12344, 0.12344, 0.1234",
        "1.00000000000000022, 1, 1.0000000000000002"
    })
    void should_give_as_many_digits_as_tell_it_from_the_other(double value, double other, String expected) {
        assertThat(Numbers.text(value, other)).isEqualTo(expected);
    }
}
