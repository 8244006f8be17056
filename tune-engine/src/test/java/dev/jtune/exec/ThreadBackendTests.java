package dev.jtune.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.ResourceRequest;
import dev.jtune.ResourceRequest.Bundle;
import dev.jtune.trainable.LambdaDefinition;
import dev.jtune.trainable.SharedObjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadBackendTests {
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private Launch launch(int trial) {
        return new Launch(
                trial,
                Integer.toString(trial),
                "idle trial " + trial,
                1,
                Config.of(Map.of()),
                trial,
                ResourceRequest.ONE_CPU,
                "score",
                directory,
                null,
                new LambdaDefinition("idle", context -> 1),
                SharedObjects.NONE,
                false,
                false);
    }

    /** Tells which trial ended on which thread, and does something else before that. */
    private AttemptEvents events(BiConsumer<AttemptEvents, Launch> atEnd) {
        return new AttemptEvents() {
            @Override
            public Directive reported(Launch launch, Report report) {
                return Directive.CONTINUE;
            }

            @Override
            public void checkpointed(Launch launch, int iteration, Path checkpoint) {}

            @Override
            public void ended(Launch launch, End end) {
                atEnd.accept(this, launch);
                ended.add(launch.trial() + " on " + Thread.currentThread().getId());
            }
        };
    }

    private String next() throws InterruptedException {
        return String.valueOf(ended.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void should_let_the_thread_of_an_attempt_that_ends_run_the_next() throws Exception {
        try (Backend backend = new ThreadBackend(Bundle.of(2, 0), Ticker.SYSTEM)) {
            backend.start(launch(1), events((events, launch) -> {
                if (launch.trial() == 1) {
                    backend.start(launch(2), events);
                }
            }));
            String first = next();
            assertThat(first).startsWith("1 on ");
            assertThat(next()).isEqualTo(first.replace("1 on", "2 on"));
        }
    }

    @Test
    void should_start_on_another_thread_what_the_end_of_an_attempt_waits_for() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (Backend backend = new ThreadBackend(Bundle.of(2, 0), Ticker.SYSTEM)) {
            backend.start(launch(1), events((events, launch) -> {
                if (launch.trial() == 2) {
                    second.countDown();
                    return;
                }
                backend.start(launch(2), events);
                backend.beforeWait();
                try {
                    second.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the backend is closed, as nothing came
                }
            }));
            assertThat(List.of(next().charAt(0), next().charAt(0))).containsExactlyInAnyOrder('1', '2');
        }
    }
}
