package dev.jtune.schedule;

import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;

/** Ends of trials that several schedulers decide alike. */
final class Ends {
    private Ends() {}

    /** End a trial that has run as long as any may, in words from which {@link TrialOutcome.Stopped#isAtMaxT} tells it. */
    static Decision.Stop atMaxT(String timeAttr, double time, long maxT) {
        return new Decision.Stop(timeAttr + " " + Numbers.text(time) + TrialOutcome.Stopped.AT_MAX_T + maxT);
    }
}
