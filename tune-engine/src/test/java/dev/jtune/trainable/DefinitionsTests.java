package dev.jtune.trainable;

import static dev.jtune.Mode.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Checkpoint;
import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.LoadCheckpoint;
import dev.jtune.ResetConfig;
import dev.jtune.ResourceProvider;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.Trial;
import dev.jtune.TrialContext;
import dev.jtune.TrialResult;
import dev.jtune.run.CheckpointPolicy;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTests {
    static final AtomicInteger CLEANED = new AtomicInteger();
    static final AtomicInteger CREATED = new AtomicInteger();
    static final List<String> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        CLEANED.set(0);
        CREATED.set(0);
        SEEN.clear();
    }

    /** The class of Ray's documentation: a * sqrt(x) + b, and everything private. */
    @Trainable
    private static class SquareRoot {
        private int x;
        private double a;
        private double b;

        private SquareRoot() {
            CREATED.incrementAndGet();
        }

        @Setup
        private void setup(double a, long b, TrialContext trial) {
            SEEN.add(trial.id());
            this.a = a;
            this.b = b;
        }

        @Step
        private double step() {
            return a * Math.sqrt(x++) + b;
        }

        @SaveCheckpoint
        private void save(Path dir) throws IOException {
            Files.writeString(dir.resolve("x"), Integer.toString(x));
        }

        @LoadCheckpoint
        private void load(Path dir) throws IOException {
            x = Integer.parseInt(Files.readString(dir.resolve("x")));
        }

        @Cleanup
        private void close() {
            CLEANED.incrementAndGet();
        }

        @ResourceProvider
        private static ResourceRequest needs(Config config) {
            return ResourceRequest.cpu(config.getDouble("a") / 4);
        }
    }

    @Test
    void should_train_a_class_whose_members_are_private(@TempDir Path directory) {
        ResultGrid results = Tuner.of(SquareRoot.class)
                .paramSpace("a = 2", "b = 4")
                .metric("score", MAX)
                .stop("training_iteration >= 20")
                .checkpoints(new CheckpointPolicy(8, true, 2, null, MAX))
                .numSamples(1)
                .directory(directory)
                .fit();
        TrialResult trial = results.best();
        assertThat(trial.score()).isEqualTo(2 * Math.sqrt(19) + 4);
        assertThat(trial.iterations()).isEqualTo(20);
        assertThat(trial.checkpoints().stream().map(c -> c.path().getFileName().toString()))
                .containsExactly("checkpoint-000020", "checkpoint-000016");
        assertThat(directory.resolve("trial-00001/checkpoint-000008")).doesNotExist();
        assertThat(CLEANED).hasValue(1);
        assertThat(SEEN).containsExactly(trial.id());
    }

    @Test
    void should_ask_the_resource_provider() throws Exception {
        assertThat(Definitions.ofClass(SquareRoot.class).resources(Config.of(Map.of("a", 2))))
                .isEqualTo(ResourceRequest.cpu(0.5));
    }

    @Trainable
    static class Counting {
        record State(int n, double[] sums) {}

        private State state = new State(0, new double[] {0});

        Counting() {
            CREATED.incrementAndGet();
        }

        @Step
        Map<String, Object> step() {
            state = new State(state.n() + 1, new double[] {state.sums()[0] + state.n() + 1});
            return Map.of("score", state.sums()[0], "done", state.n() == 3);
        }

        @SaveCheckpoint
        State save() {
            return state;
        }

        @LoadCheckpoint
        void load(State saved) {
            state = saved;
        }

        @ResetConfig
        boolean reset(Config config) {
            state = new State(0, new double[] {0});
            return true;
        }

        @Cleanup
        void close() {
            CLEANED.incrementAndGet();
        }
    }

    @Test
    void should_reset_one_object_for_all_trials_and_clean_it_up_once() {
        ResultGrid results = Tuner.of(Counting.class)
                .metric("score", MAX)
                .numSamples(10)
                .maxConcurrentTrials(1)
                .fit();
        assertThat(results).allSatisfy(trial -> assertThat(trial.score()).isEqualTo(6));
        assertThat(CREATED).hasValue(1);
        assertThat(CLEANED).hasValue(1);
    }

    @Test
    void should_make_a_new_object_for_each_trial_where_reuse_is_forbidden() {
        Tuner.of(Counting.class)
                .metric("score", MAX)
                .numSamples(10)
                .reuse(false)
                .fit();
        assertThat(CREATED).hasValue(10);
        assertThat(CLEANED).hasValue(10);
    }

    @Test
    void should_save_and_load_a_value(@TempDir Path directory) throws Throwable {
        TrainableDefinition.OfClass definition = Definitions.ofClass(Counting.class);
        TrainableObject first = definition.newObject(SharedObjects.NONE);
        ((Counting) first.target()).step();
        first.save(directory);
        TrainableObject second = definition.newObject(SharedObjects.NONE);
        second.load(directory);
        assertThat(((Counting) second.target()).step()).containsEntry("score", 3.0);
        assertThat(Checkpoint.fromDirectory(directory).toMap()).containsEntry("n", 1L);
    }

    @Trainable
    static class Faulty {
        @Setup
        void setup() {}

        @Setup
        void again() {}

        @Step
        static void step(double rate) {}

        @SaveCheckpoint
        void save() {}

        @ResetConfig
        void reset(Trial trial) {}

        @ResourceProvider
        int needs() {
            return 1;
        }
    }

    @Test
    void should_say_everything_that_is_wrong_with_a_class() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Definitions.ofClass(Faulty.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting("code")
                        .containsExactlyInAnyOrder(
                                "TUNE-072",
                                "TUNE-069",
                                "TUNE-066",
                                "TUNE-061",
                                "TUNE-065",
                                "TUNE-068",
                                "TUNE-063",
                                "TUNE-062",
                                "TUNE-071"));
    }

    @Trainable
    static final class Elsewhere {
        private double rate;
        private int steps;

        private Elsewhere() {}

        @Setup
        private void setup(double rate) {
            this.rate = rate;
        }

        @Step
        private double step() {
            return rate * ++steps;
        }
    }

    @Test
    void should_call_private_members_of_a_class_that_another_class_loader_has_loaded() throws Throwable {
        Class<?> elsewhere = new OtherLoader().loadClass(Elsewhere.class.getName());
        assertThat(elsewhere).isNotSameAs(Elsewhere.class);
        assertThat(Tuner.of(elsewhere)
                        .paramSpace("rate = 2.5")
                        .metric("score", MAX)
                        .stop("training_iteration >= 4")
                        .numSamples(1)
                        .fit()
                        .best()
                        .score())
                .isEqualTo(10);
    }

    /** Loads the classes of these tests itself, as frameworks with class loaders of their own do. */
    private static final class OtherLoader extends ClassLoader {
        OtherLoader() {
            super(DefinitionsTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(DefinitionsTests.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
