package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyNamesTests {
    @ParameterizedTest
    @CsvSource({
        "com.acme.DigitsTest.network, DigitsTest.network",
        "DigitsTest.network, DigitsTest.network",
        "com.acme.DigitsTest$Deep.network, Deep.network",
        "com.acme.DigitsTest.network-double-int, DigitsTest.network-double-int",
        "network, network",
        "my own. Words, my own. Words"
    })
    void should_leave_the_package_out(String study, String shown) {
        assertThat(StudyNames.simpleStudy(study)).isEqualTo(shown);
    }
}
