package dev.jtune.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a benchmark: flags, and names followed by a value. */
public record Options(Map<String, String> values) {

    /**
     * Read the command line.
     *
     * @throws IllegalArgumentException naming an option that is unknown or lacks its value
     */
    public static Options parse(Set<String> flags, Set<String> named, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (flags.contains(option)) {
                values.put(option, "");
            } else if (named.contains(option) && i + 1 < arguments.length) {
                i++;
                values.put(option, arguments[i]);
            } else if (named.contains(option)) {
                throw new IllegalArgumentException(option + " needs a value");
            } else {
                throw new IllegalArgumentException(
                        "there is no option " + option + " (there are: " + flags + named + ")");
            }
        }
        return new Options(Map.copyOf(values));
    }

    /** Tell whether a flag is given. */
    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** Return the value of a name. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Return the value of a name, as a path. */
    public Optional<Path> path(String name) {
        return value(name).map(Path::of);
    }
}
