package dev.jtune.log;

import dev.jtune.run.RunListener;
import org.apiguardian.api.API;

/** Writes a run into the recordings of the JDK Flight Recorder, while there are any: events named {@code dev.jtune.*}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FlightRecording {
    private static final boolean IS_THERE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Return what writes a run; it does nothing where no recording runs, or the Java runtime was built without the recorder. */
    public static RunListener listener() {
        return IS_THERE ? new FlightRecorderWriter() : new RunListener() {};
    }
}
