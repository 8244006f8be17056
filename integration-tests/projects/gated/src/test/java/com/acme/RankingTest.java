package com.acme;

import static dev.jtune.Mode.MAX;

import dev.jtune.Gate;
import dev.jtune.Trial;
import dev.jtune.Tune;

class RankingTest {
    @Tune(
            mode = MAX,
            metric = "ndcg",
            numSamples = 30,
            deterministic = true,
            paramSpace = {"title = uniform(0, 1)", "body = uniform(0, 1)"})
    @Gate(metric = "ndcg", threshold = 0.93, baseline = Gate.DEFAULT)
    double weights(double title, double body, Trial trial) {
        return Ranking.quality(title, body, trial.random().nextGaussian());
    }
}
