package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class FifoSchedulerTests {
    @Test
    void should_let_every_trial_go_on() {
        Scheduler fifo = Schedulers.fifo().create(new ScheduleContext(List.of(Objective.of("loss", Mode.MIN)), 1));

        assertThat(fifo.onResult(Reported.of(1, 1, "loss", Double.NaN))).isEqualTo(Decision.CONTINUE);
        assertThat(fifo.onResult(Reported.of(2, 1_000_000, "loss", 1e9))).isEqualTo(Decision.CONTINUE);
        assertThat(fifo.name()).isEqualTo("FIFO");
    }
}
