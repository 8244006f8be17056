package dev.jtune.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.LoadCheckpoint;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.AshaVariant;
import dev.jtune.schedule.DehbSettings;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.PashaSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HalvedStudiesTests {
    static Stream<Arguments> schedulers() {
        return Stream.of(
                Arguments.of(
                        Schedulers.asha(
                                AshaSettings.DEFAULT.maxT(9).reductionFactor(3).variant(AshaVariant.PROMOTION)),
                        Searchers.random()),
                Arguments.of(Schedulers.pasha(PashaSettings.DEFAULT.maxT(9)), Searchers.random()),
                Arguments.of(Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(9)), Searchers.random()),
                Arguments.of(Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(9)), Searchers.bohb()),
                Arguments.of(Schedulers.dehb(DehbSettings.DEFAULT.maxT(9)), Searchers.dehb(9, 1, 3)));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void should_bring_every_trial_to_an_end_the_same_in_every_deterministic_run(
            SchedulerProvider scheduler, SearcherProvider searcher) {
        // GIVEN 30 trials, four at a time, that can be saved
        ResultGrid once = run(scheduler, searcher);
        ResultGrid again = run(scheduler, searcher);

        // THEN all of them ended without an error, one of them late, and another run is the same
        assertThat(once.trials()).hasSize(30);
        assertThat(once.errors()).isEmpty();
        assertThat(once.trials()).anyMatch(trial -> trial.iterations() >= 3);
        assertThat(lines(once)).isEqualTo(lines(again));
    }

    private static List<String> lines(ResultGrid results) {
        return results.trials().stream()
                .map(trial -> trial.number() + " " + trial.config() + " " + trial.iterations())
                .toList();
    }

    private static ResultGrid run(SchedulerProvider scheduler, SearcherProvider searcher) {
        return Tuner.of(Walk.class)
                .paramSpace("rate = uniform(0, 1)")
                .metric("loss", Mode.MIN)
                .numSamples(30)
                .maxConcurrentTrials(4)
                .deterministic(true)
                .scheduler(scheduler)
                .searcher(searcher)
                .fit();
    }

    @Trainable
    static class Walk {
        private double rate;
        private int steps;

        @Setup
        void setup(double rate) {
            this.rate = rate;
        }

        @Step
        double step() {
            steps++;
            return Math.abs(rate - 0.3) + 1.0 / steps;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("steps", steps);
        }

        @LoadCheckpoint
        void load(Map<String, Object> state) {
            steps = ((Number) state.get("steps")).intValue();
        }
    }
}
