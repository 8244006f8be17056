package dev.jtune.exec.sim;

import dev.jtune.CheckpointException;
import dev.jtune.exec.Counters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/** The checkpoints of simulated trials, which outlive a backend as files outlive a process. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulatedStorage {
    private final Map<Path, Counters> checkpoints = new HashMap<>();

    /** Write a checkpoint below a trial's directory and return its name. */
    Path write(Path trialDirectory, Counters counters) {
        String name = String.format(Locale.ROOT, "checkpoint-%06d", counters.iteration());
        Path target = trialDirectory.resolve(name);
        for (int repetition = 2; checkpoints.containsKey(target); repetition++) {
            target = trialDirectory.resolve(name + "." + repetition);
        }
        checkpoints.put(target, counters);
        return target;
    }

    /**
     * Return where a trial was when it wrote a checkpoint.
     *
     * @throws CheckpointException if there is no such checkpoint
     */
    Counters read(Path checkpoint) {
        Counters counters = checkpoints.get(checkpoint);
        if (counters == null) {
            throw new CheckpointException("TUNE-330 the checkpoint " + checkpoint + " does not exist (any more)", null);
        }
        return counters;
    }

    void delete(Path checkpoint) {
        checkpoints.remove(checkpoint);
    }

    /** Return how many checkpoints there are. */
    public int size() {
        return checkpoints.size();
    }
}
