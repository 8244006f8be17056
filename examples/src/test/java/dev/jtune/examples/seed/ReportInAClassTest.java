package dev.jtune.examples.seed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.tuner.Tuner;
import org.junit.jupiter.api.Test;

/** A class returns its metrics; it has nothing to report with. */
class ReportInAClassTest {

    @Trainable
    static class Reporting {
        @Step
        double step(Trial trial) {
            trial.report("score", 1);
            return 1;
        }
    }

    @Test
    void parameterIsRefused() {
        assertThatThrownBy(() -> Tuner.of(Reporting.class))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("Trial")
                .hasMessageContaining("@Step");
    }
}
