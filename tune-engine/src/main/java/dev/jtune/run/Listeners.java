package dev.jtune.run;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tells every listener, and keeps what one throws from the others and from the run. */
final class Listeners {
    private final List<RunListener> listeners;
    private final Set<RunListener> reported = Collections.newSetFromMap(new IdentityHashMap<>());

    Listeners(List<RunListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void tell(Consumer<RunListener> event) {
        for (int i = 0; i < listeners.size(); i++) {
            RunListener listener = listeners.get(i);
            try {
                event.accept(listener);
            } catch (Throwable e) {
                if (reported.add(listener)) {
                    System.getLogger(StudyRun.class.getName())
                            .log(
                                    System.Logger.Level.WARNING,
                                    "TUNE-450 the listener "
                                            + listener.getClass().getName()
                                            + " threw; the run goes on, and what it throws further is not shown",
                                    e);
                }
            }
        }
    }
}
