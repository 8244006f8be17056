package dev.jtune.examples.seed;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.AfterTune;
import dev.jtune.Bundle;
import dev.jtune.Config;
import dev.jtune.Gate;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.PlacementStrategy;
import dev.jtune.ResourceProvider;
import dev.jtune.ResourceRequest;
import dev.jtune.Resources;
import dev.jtune.ResultGrid;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.TrialContext;
import dev.jtune.Tune;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.exec.Ticker;
import dev.jtune.tuner.Tuner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a trial reserves: for itself and for what it starts, fixed or depending on its configuration. */
class ResourcesTest {

    @Test
    void bundlesAddUp() {
        ResourceRequest request = ResourceRequest.of(
                ResourceRequest.Bundle.of(1, 1),
                ResourceRequest.Bundle.of(0, 1),
                ResourceRequest.Bundle.of(0, 1),
                ResourceRequest.Bundle.of(0, 1),
                ResourceRequest.Bundle.of(0, 1));

        assertThat(request.total().cpu()).isEqualTo(1);
        assertThat(request.total().gpu()).isEqualTo(5);
        assertThat(request).hasToString("cpu 1 + 0 + 0 + 0 + 0 = 1, gpu 1 + 1 + 1 + 1 + 1 = 5");
    }

    @Test
    void strategyIsPartOfTheRequest() {
        List<ResourceRequest.Bundle> bundles =
                List.of(ResourceRequest.Bundle.of(1, 0), ResourceRequest.Bundle.of(1, 0));

        assertThat(new ResourceRequest(bundles, PlacementStrategy.SPREAD).strategy())
                .isEqualTo(PlacementStrategy.SPREAD);
        assertThat(ResourceRequest.of(bundles.get(0), bundles.get(1)).strategy())
                .isEqualTo(PlacementStrategy.PACK);
    }

    @Tune(mode = MAX, numSamples = 1, paramSpace = "a = 2")
    @Resources(cpu = 0.25, memory = "1 MB", bundles = @Bundle(cpu = 0.125, count = 4))
    @Gate(threshold = 5)
    double distributed(double a, Trial trial) {
        return trial.resources().bundles().size();
    }

    @AfterTune("distributed")
    void trialKnowsItsBundles(ResultGrid results) {
        assertThat(results.best().score()).isEqualTo(5);
    }

    /** Two licences, so two trials at a time; a third licence is an error that shows the arithmetic. */
    @Test
    void customResourceIsReserved() {
        ResourceRequest.Bundle machine = ResourceRequest.Bundle.of(8, 0).withCustom("licence", 2);
        AtomicInteger running = new AtomicInteger();
        Tuner tuner = Tuner.of("licensed", trial -> {
                    int atOnce = running.incrementAndGet();
                    Thread.yield();
                    running.decrementAndGet();
                    return atOnce;
                })
                .metric("score", MAX)
                .numSamples(50)
                .backend(() -> new ThreadBackend(machine, Ticker.SYSTEM));
        ResourceRequest.Bundle trial = ResourceRequest.Bundle.of(1, 0);

        ResultGrid results = tuner.resources(ResourceRequest.of(trial.withCustom("licence", 1)))
                .fit();

        assertThat(results.numTerminated()).isEqualTo(50);
        assertThat(results.best().score()).isLessThanOrEqualTo(2);
        assertThatThrownBy(() -> tuner.resources(ResourceRequest.of(trial.withCustom("licence", 3)))
                        .fit())
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessageContaining("a trial needs cpu 1, licence 3; there is licence 2 in all");
    }

    /** Asks for as much as its configuration needs. */
    @Trainable
    static class Sized {
        private double reserved;

        @ResourceProvider
        static ResourceRequest defaultResourceRequest(Config config) {
            return ResourceRequest.cpu(config.getDouble("threads") / 4);
        }

        @Setup
        void setup(TrialContext trial) {
            reserved = trial.bundle(0).cpu();
        }

        @Step
        double step() {
            return reserved;
        }
    }

    @Tune(
            trainable = Sized.class,
            mode = MAX,
            stop = "training_iteration >= 1",
            paramSpace = "threads = grid_search([1, 2, 4])")
    @Gate(threshold = 1)
    void requestDependsOnTheConfiguration(ResultGrid results) {
        assertThat(results).extracting(trial -> trial.score()).containsExactly(0.25, 0.5, 1.0);
    }
}
