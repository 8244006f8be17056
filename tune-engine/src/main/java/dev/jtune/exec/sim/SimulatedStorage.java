package dev.jtune.exec.sim;

import dev.jtune.CheckpointException;
import dev.jtune.exec.Counters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** The checkpoints of simulated trials, which outlive a backend as files outlive a process. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulatedStorage {
    private final Map<Path, Counters> checkpoints = new HashMap<>();
    private final Set<Path> torn = new HashSet<>();

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

    /** Let a checkpoint be one that was not written to its end. */
    void tear(Path checkpoint) {
        torn.add(checkpoint);
    }

    /**
     * Return where a trial was when it wrote a checkpoint.
     *
     * @throws CheckpointException if there is no such checkpoint, or it is torn
     */
    Counters read(Path checkpoint) {
        Counters counters = checkpoints.get(checkpoint);
        if (counters == null) {
            throw new CheckpointException("TUNE-330 the checkpoint " + checkpoint + " does not exist (any more)", null);
        }
        if (torn.contains(checkpoint)) {
            throw new CheckpointException(
                    "TUNE-331 the checkpoint " + checkpoint + " cannot be read: it is torn", null);
        }
        return counters;
    }

    void delete(Path checkpoint) {
        checkpoints.remove(checkpoint);
        torn.remove(checkpoint);
    }

    /** Return how many checkpoints there are. */
    public int size() {
        return checkpoints.size();
    }

    /** Tell whether there is a checkpoint of this name, be it torn. */
    public boolean contains(Path checkpoint) {
        return checkpoints.containsKey(checkpoint);
    }

    /** Return what there is now, for a run that goes on from here. */
    public SimulatedStorage copy() {
        SimulatedStorage copy = new SimulatedStorage();
        copy.checkpoints.putAll(checkpoints);
        copy.torn.addAll(torn);
        return copy;
    }
}
