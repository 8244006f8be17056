package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTests {
    record Layer(double[] weights, boolean frozen) {}

    record State(
            int epoch,
            float loss,
            TimeUnit unit,
            List<Layer> layers,
            Map<TimeUnit, Long> spent,
            Set<String> seen,
            String note,
            double worst) {}

    record Holder(Thread thread) {}

    @TempDir
    Path temp;

    private Checkpoint stored(Checkpoint checkpoint) {
        Path directory = temp.resolve("checkpoint");
        checkpoint.writeTo(directory);
        return Checkpoint.fromDirectory(directory);
    }

    @Test
    void should_give_back_the_directory_that_a_saver_wrote() {
        Checkpoint checkpoint =
                stored(Checkpoint.of((Path directory) -> Files.writeString(directory.resolve("w.txt"), "0.5")));
        assertThat(checkpoint.path().resolve("w.txt")).hasContent("0.5");
        String text = checkpoint.load(directory -> Files.readString(directory.resolve("w.txt")));
        assertThat(text).isEqualTo("0.5");
    }

    @Test
    void should_give_back_a_record_with_all_it_holds() {
        State state = new State(
                3,
                0.1f,
                TimeUnit.DAYS,
                List.of(new Layer(new double[] {1, -0.5}, true)),
                Map.of(TimeUnit.HOURS, 7L),
                Set.of("a"),
                null,
                Double.NEGATIVE_INFINITY);

        State read = stored(Checkpoint.of(state)).as(State.class);

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
    }

    @Test
    void should_give_back_a_map() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("epoch", 3);
        value.put("loss", 0.5);
        value.put("none", null);
        value.put("nested", Map.of("unit", TimeUnit.DAYS, "list", Arrays.asList(1, null)));

        Map<String, Object> read = stored(Checkpoint.of(value)).toMap();

        assertThat(read).containsOnlyKeys("epoch", "loss", "none", "nested");
        assertThat(read).containsEntry("epoch", 3L).containsEntry("loss", 0.5).containsEntry("none", null);
        assertThat(read.get("nested")).isEqualTo(Map.of("unit", "DAYS", "list", Arrays.asList(1L, null)));
    }

    @Test
    void should_give_back_a_configuration_as_a_map() {
        assertThat(stored(Checkpoint.of(Config.of(Map.of("rate", 0.5)))).toMap())
                .isEqualTo(Map.of("rate", 0.5));
    }

    @Test
    void should_give_back_what_is_serializable() {
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(1, 2, 3));
        Checkpoint checkpoint = stored(Checkpoint.of(queue));
        assertThat(checkpoint.as(ArrayDeque.class)).containsExactly(1, 2, 3);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> checkpoint.as(String.class))
                .withMessage("cannot read the checkpoint " + checkpoint.path()
                        + " as java.lang.String: java.lang.ClassCastException: Cannot cast java.util.ArrayDeque to"
                        + " java.lang.String");
    }

    /** Overload resolution sees an object here, and not what writes a directory. */
    @Test
    void should_know_a_saver_and_a_checkpoint_behind_an_object() {
        Checkpoint.Saver saver = directory -> Files.writeString(directory.resolve("w.txt"), "1");
        Checkpoint checkpoint = Checkpoint.of((Object) saver);
        assertThat(stored(checkpoint).path().resolve("w.txt")).hasContent("1");
        assertThat(Checkpoint.of((Object) checkpoint)).isSameAs(checkpoint);
    }

    @Test
    void should_refuse_at_once_what_cannot_be_stored() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpoint.of(new Object()))
                .withMessage(
                        "a java.lang.Object is no checkpoint value: give a map, a record, something Serializable, or what"
                                + " writes a directory");
    }

    @Test
    void should_say_what_a_record_holds_that_cannot_be_stored() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> stored(Checkpoint.of(new Holder(Thread.currentThread()))))
                .withMessage(
                        "cannot save a checkpoint: java.lang.IllegalArgumentException: a checkpoint value cannot hold a"
                                + " java.lang.Thread: use numbers, strings, booleans, enum constants, records, maps, lists and arrays,"
                                + " or give a Serializable object that is neither a map nor a record, or what writes a directory");
    }

    @Test
    void should_say_which_component_a_checkpoint_lacks() {
        Checkpoint checkpoint = stored(Checkpoint.of(Map.of("weights", List.of())));
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> checkpoint.as(Layer.class))
                .withMessage("cannot read the checkpoint " + checkpoint.path() + " as " + Layer.class.getName()
                        + ": java.lang.IllegalArgumentException: no value for frozen of " + Layer.class.getName());
    }

    @Test
    void should_say_that_a_directory_is_no_value() {
        Checkpoint checkpoint = stored(Checkpoint.of((Path directory) -> {}));
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(checkpoint::toMap)
                .withMessage("the checkpoint " + checkpoint.path()
                        + " holds a directory, not a value: read it by path() or load(...)");
    }

    @Test
    void should_have_a_path_only_once_it_is_stored() {
        Checkpoint checkpoint = Checkpoint.of(Map.of());
        assertThatIllegalStateException()
                .isThrownBy(checkpoint::path)
                .withMessage("the checkpoint has no directory before it is reported");
        assertThatIllegalStateException()
                .isThrownBy(() -> checkpoint.as(Map.class))
                .withMessage("the checkpoint has no directory before it is reported");
        assertThatIllegalStateException()
                .isThrownBy(() -> checkpoint.load(directory -> directory))
                .withMessage("the checkpoint has no directory before it is reported");
    }

    @Test
    void should_name_the_failure_of_a_saver_and_of_a_loader() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> stored(Checkpoint.of((Path directory) -> {
                    throw new IOException("disk full");
                })))
                .withMessage("cannot save a checkpoint: java.io.IOException: disk full")
                .withCauseExactlyInstanceOf(IOException.class);
        Checkpoint checkpoint = Checkpoint.fromDirectory(temp);
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> checkpoint.load(directory -> {
                    throw new IOException("torn");
                }))
                .withMessage("cannot load the checkpoint " + temp + ": java.io.IOException: torn")
                .withCauseExactlyInstanceOf(IOException.class);
    }

    @Test
    void should_copy_a_stored_directory_with_all_below_it() throws IOException {
        Path source =
                Files.createDirectories(temp.resolve("source/nested/empty")).getParent();
        Files.writeString(source.resolve("w.txt"), "2");
        Path target = temp.resolve("a/b");

        Checkpoint.fromDirectory(temp.resolve("source")).writeTo(target);

        assertThat(target.resolve("nested/w.txt")).hasContent("2");
        assertThat(target.resolve("nested/empty")).isEmptyDirectory();
        Path gone = temp.resolve("gone");
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Checkpoint.fromDirectory(gone).writeTo(temp.resolve("c")))
                .withMessage("cannot copy the checkpoint " + gone + ": java.nio.file.NoSuchFileException: " + gone);
    }

    /** Neither a map nor a record, so that Java's own serialisation takes it. */
    static final class Model implements Serializable {
        private static final long serialVersionUID = 1L;
        final Map<String, double[]> weights = new LinkedHashMap<>();
    }

    @Test
    void should_store_an_own_serializable_class() {
        Model model = new Model();
        model.weights.put("w", new double[] {1, 2});
        assertThat(stored(Checkpoint.of(model)).as(Model.class).weights.get("w"))
                .containsExactly(1, 2);
    }
}
