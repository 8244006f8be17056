package dev.jtune.report.html;

import dev.jtune.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How configurations are written on a page. */
final class Configs {
    private Configs() {}

    /** Write a configuration on one line, numbers shortened. */
    static String line(Config config) {
        return config.asMap().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Shown.value(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** Write it in full, as {@code -Dtune.config} takes it. */
    static String full(Config config) {
        return config.asMap().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Return its parameters, a fact each. */
    static List<Fact> facts(Config config) {
        List<Fact> facts = new ArrayList<>();
        config.asMap().forEach((name, value) -> facts.add(new Fact(name, Shown.value(value))));
        return facts;
    }
}
