package dev.jtune.verify;

import dev.jtune.InvalidDeclarationException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Checks to be called from any test: that a trainable can be saved and restored, and that a value can be stored.
 *
 * <pre>{@code
 * @Test
 * void goesOnFromACheckpoint() {
 *   Verify.saveRestore(Sgd.class).config(Map.of("rate", 0.1)).check();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Verify {
    private Verify() {}

    /**
     * Start a check that an object of a {@code @Trainable} class that loads a checkpoint goes on like the object that saved it.
     *
     * <p>A run of some steps is the reference. Then: two new objects with one seed agree, side by side too; an object that is
     * saved goes on as if it had not been; a new object that loads has the same metrics in the steps that follow, and so
     * has another; and another after the checkpoint was moved; no file in the checkpoint holds an absolute path; an object that
     * is reset repeats the results of a new one; every object is cleaned up. Where two new objects differ in a metric, the class is
     * not deterministic, and that metric is not compared. A class without save and load passes, and is told what it gives up.
     *
     * @throws InvalidDeclarationException if the class is not declared as it should be
     */
    public static SaveRestoreVerification saveRestore(Class<?> type) {
        return new SaveRestoreVerification(type);
    }

    /**
     * Check that a value can be stored as a checkpoint: a map or record as JSON, anything else by Java's serialization.
     *
     * @throws AssertionError (TUNE-510) with the path of each member that cannot, such as {@code Model.layers[1].guard}, and its class
     */
    public static void serializable(Object value) {
        List<String> problems = new StorableCheck().problems(value);
        if (!problems.isEmpty()) {
            throw new AssertionError("TUNE-510 " + String.join("\nTUNE-510 ", problems));
        }
    }
}
