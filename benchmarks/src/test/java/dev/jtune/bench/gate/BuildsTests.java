package dev.jtune.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildsTests {
    private static final int BUILDS = 300;

    private static double failed(Rule rule, double drop) {
        return Builds.Cell.of(rule, drop, BUILDS).failed();
    }

    private static Rule other(String name) {
        return OtherRule.all().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_raise_the_false_alarms_that_follow_from_the_rules() {
        assertThat(failed(other("one run against the stored best of 50"), 0)).isGreaterThan(90);
        assertThat(failed(other("mean of 5 against mean of 5"), 0)).isBetween(40.0, 60.0);
        assertThat(failed(other("Welch's t, 5 against 5"), 0)).isBetween(1.0, 10.0);
        // the smallest one-sided p of three against three is 1 in 20, which is not below 5 %
        assertThat(failed(other("Mann-Whitney, 3 against 3"), 100)).isZero();
    }

    @Test
    void should_repeat_scores_where_the_world_does() {
        assertThat(World.OTHER_DRAWS.code(1, 1, 0).scores(3, 1))
                .isEqualTo(World.OTHER_DRAWS.code(1, 1, 0).scores(3, 1))
                .isNotEqualTo(World.OTHER_DRAWS.code(1, 2, 0).scores(3, 1));
        assertThat(World.SAME_DRAWS.code(1, 1, 0).scores(3, 1))
                .isEqualTo(World.SAME_DRAWS.code(1, 2, 0).scores(3, 1));
        World.Code code = World.NEVER_TWICE.code(1, 1, 0);
        assertThat(code.score(0, 1)).isNotEqualTo(code.score(0, 1));
    }

    @Test
    void should_drive_the_gate_from_the_search_to_the_verdict() {
        GateRule verify = new GateRule(World.NEVER_TWICE, true, "1sd");
        assertThat(failed(verify, 0)).isLessThan(5);
        assertThat(failed(verify, 3)).isGreaterThan(95);
        assertThat(Builds.Cell.of(verify, 0, BUILDS).evaluations()).isBetween(6.0, 11.0);
        // twice on one seed, nine of a race, and four or five more
        assertThat(Builds.Cell.of(new GateRule(World.SAME_DRAWS, false, "1sd"), 3, BUILDS)
                        .evaluations())
                .isBetween(15.0, 16.0);
    }
}
