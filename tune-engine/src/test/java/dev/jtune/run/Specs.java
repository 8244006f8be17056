package dev.jtune.run;

import dev.jtune.tuner.Tuner;
import java.util.ArrayList;
import java.util.List;

/** What tuners run. */
final class Specs {
    private Specs() {}

    /** Return what a tuner would run; no trial of it begins. */
    static StudySpec of(Tuner tuner) {
        List<StudySpec> specs = new ArrayList<>();
        tuner.listener(new RunListener() {
                    @Override
                    public void studyStarted(StudyStarted event) {
                        specs.add(event.spec());
                        event.control().stop("nothing but its specification is wanted");
                    }
                })
                .fit();
        return specs.get(0);
    }
}
