package dev.jtune.tuner;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyTests {
    private static final ParamSpace SPACE = ParamSpace.parse("x = uniform(0, 1)");

    @Test
    void should_rank_what_it_was_told() {
        Study study = Study.of("parabola", SPACE, MIN);
        Study.Asked first = study.ask().orElseThrow();
        Study.Asked second = study.ask().orElseThrow();
        study.tell(second, 2);
        study.tell(first, 3);
        assertThat(study.results().best().number()).isEqualTo(2);
        assertThat(study.results().best().score()).isEqualTo(2);
    }

    @Test
    void should_have_a_front_of_several_objectives() {
        // GIVEN a study that maximises one and minimises another
        Study study = Study.of("trade-off", SPACE, MAX, MIN);
        // WHEN three trials are told, the last dominated, and one that failed
        double[][] scores = {{1, 1}, {2, 5}, {1.5, 6}};
        for (double[] of : scores) {
            study.tell(study.ask().orElseThrow(), of);
        }
        study.tellFailed(study.ask().orElseThrow(), new IllegalStateException("no"));
        // THEN two are the front
        ResultGrid results = study.results();
        assertThat(results.paretoFront()).extracting(TrialResult::number).containsExactly(1, 2);
        assertThat(results.objectives()).extracting(Objective::metric).containsExactly("score1", "score2");
        assertThat(results.hypervolume(0, 10)).isEqualTo(9 + 5);
    }

    /** The volume of x and (1 - x) x: how near to 1 the front, on which z is 0, is approached. */
    @Test
    void should_learn_of_all_objectives() {
        ParamSpace space = ParamSpace.parse("x = uniform(0, 1)", "z = uniform(0, 1)");
        List<Objective> objectives = List.of(Objective.of("gain", MAX), Objective.of("cost", MIN));
        Study study = Study.of("trade-off", space, objectives, Searchers.nsga2(), 1);
        for (int i = 0; i < 300; i++) {
            Study.Asked asked = study.ask().orElseThrow();
            double x = asked.config().getDouble("x");
            study.tell(asked, x, x + asked.config().getDouble("z"));
        }
        // the front gain = cost has the volume 1/2 up to no gain and the cost 1
        assertThat(study.results().hypervolume(0, 1)).isBetween(0.46, 0.5);
    }

    @Test
    void should_refuse_more_or_fewer_scores_than_objectives() {
        Study study = Study.of("trade-off", SPACE, MAX, MIN);
        Study.Asked asked = study.ask().orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study.tell(asked, 0.9))
                .withMessage("TUNE-465 trial 1 of trade-off needs a score for each of [score1, score2], not [0.9]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.of("none", SPACE))
                .withMessage("TUNE-465 study none needs at least one objective, each with its own metric, not []");
    }

    @Test
    void should_refuse_to_be_told_twice() {
        Study study = Study.of("parabola", SPACE, MIN);
        Study.Asked asked = study.ask().orElseThrow();
        study.tell(asked, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study.tell(asked, 1))
                .withMessage("TUNE-464 trial 1 of parabola was told already");
    }
}
