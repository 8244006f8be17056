package dev.jtune.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class OutcomeTests {
    private final Samples samples = Samples.of(DoubleStream.of(2.5, 1500, 40));

    @Test
    void should_pass_when_the_median_is_exactly_the_bound() {
        assertThat(new Outcome("b").atLeast("n", samples, 40, "us").passed()).isTrue();
        assertThat(new Outcome("b").atMost("n", samples, 40, "us").passed()).isTrue();
    }

    @Test
    void should_fail_when_one_number_is_missed() {
        Outcome outcome = new Outcome("b").atMost("n", samples, 41, "us").atLeast("m", samples, 41, "us");

        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void should_show_median_range_and_bound() {
        Outcome outcome = new Outcome("b")
                .atLeast("n", samples, 1000, "us")
                .atMost("m", samples, 40.5, "us")
                .number("k", samples, "us");

        assertThat(outcome.table()).isEqualTo("""
                | b | median | lowest to highest | required | |
                |---|--:|--:|--:|---|
                | n | 40 us | 2.50 to 1,500 | at least 1,000 | MISSED |
                | m | 40 us | 2.50 to 1,500 | at most 40.5 | ok |
                | k | 40 us | 2.50 to 1,500 |  |  |
                """);
    }

    @Test
    void should_tell_an_aim_from_what_is_required() {
        Outcome outcome = new Outcome("b")
                .atMost("n", samples, 50, 40, "us")
                .atMost("m", samples, 50, 39, "us")
                .atMost("k", samples, 39, 2, "us");

        assertThat(outcome.table())
                .contains(
                        "| at most 50, aim 40 | aim |\n",
                        "| at most 50, aim 39 | ok |\n",
                        "| at most 39, aim 2 | MISSED |\n");
        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void should_write_every_value() {
        assertThat(new Outcome("b").atMost("n", samples, 41, "us").lines())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"benchmark\":\"b\",\"name\":\"n\",\"unit\":\"us\",\"median\":40.0,\"values\":[2.5,40.0,1500.0],"
                                + "\"atMost\":41.0,\"passed\":true,\"java\":\"");
    }
}
