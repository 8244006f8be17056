package dev.jtune.space;

import dev.jtune.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges whether a configuration, or a part of one, is one of a space. */
final class Membership {

    private final ParamSpace space;
    private final Map<String, Object> values;
    private final Problems problems;
    private final int before;

    Membership(ParamSpace space, Config config, Problems problems) {
        this.space = space;
        this.values = config.asMap();
        this.problems = problems;
        this.before = problems.count();
    }

    /** Read a point; what is wrong becomes a problem, and the answer empty. */
    static Optional<Config> point(ParamSpace space, String text, Problems problems) {
        int before = problems.count();
        Map<String, Object> point = new LinkedHashMap<>();
        try {
            EntryParser.point(text).forEach((name, literal) -> {
                List<Param> params = variants(space, name);
                Object meant = params.stream()
                        .flatMap(param -> Domains.meant(param.domain(), literal).stream())
                        .findFirst()
                        .orElse(literal);
                point.put(name, meant);
            });
        } catch (LineScanner.SyntaxException e) {
            String code = e.code.equals("TUNE-001") ? "TUNE-043" : e.code;
            problems.add(code, e.reason(), e.fix);
            return Optional.empty();
        }
        Config config = Config.of(point);
        new Membership(space, config, problems).checkPartial();
        return problems.count() == before ? Optional.of(config) : Optional.empty();
    }

    void checkComplete() {
        judge(false);
        for (Param param : space.params()) {
            if (!values.containsKey(param.name()) && param.guard().holds(values)) {
                problems.add(
                        "TUNE-049", "'" + param.name() + "' has no value", "it is " + Domains.describe(param.domain()));
            }
        }
        judgeConstraints(false);
    }

    void checkPartial() {
        judge(true);
        judgeConstraints(true);
    }

    /** A part of a configuration can break those of which it has all values; one in code may read any. */
    private void judgeConstraints(boolean partial) {
        if (problems.count() > before) {
            return; // values that do not belong here break it by chance
        }
        Config config = partial ? withConstants() : Config.of(values);
        for (Constraint constraint : space.constraints()) {
            boolean open = partial && (constraint.isCode() || !config.names().containsAll(constraint.names()));
            if (!open && !constraint.holds(config)) {
                String read = constraint.names().stream()
                        .filter(config::has)
                        .map(name -> name + "=" + Literals.plain(config.get(name)))
                        .collect(Collectors.joining(", "));
                problems.add(
                        "TUNE-050",
                        "it breaks the constraint " + constraint.text() + (read.isEmpty() ? "" : " (" + read + ")"),
                        "change a value");
            }
        }
    }

    private Config withConstants() {
        Map<String, Object> all = new LinkedHashMap<>(values);
        for (Param param : space.params()) {
            if (param.domain() instanceof Domain.Constant constant
                    && param.guard().holds(all)) {
                all.putIfAbsent(param.name(), constant.value());
            }
        }
        return Config.of(all);
    }

    private void judge(boolean partial) {
        values.forEach((name, value) -> {
            List<Param> params = variants(space, name);
            if (params.isEmpty()) {
                String known = "the space has " + String.join(", ", space.names());
                problems.add(
                        "TUNE-044", "there is no parameter '" + name + "'", Nearest.hint(name, space.names(), known));
                return;
            }
            List<Param> possible =
                    params.stream().filter(param -> mayExist(param, partial)).toList();
            if (possible.isEmpty()) {
                String when =
                        params.stream().map(param -> param.guard().toString()).collect(Collectors.joining(", or "));
                problems.add(
                        "TUNE-046", "'" + name + "' exists only if " + when, "leave it out, or change the other value");
            } else if (partial && possible.get(0).domain() instanceof Domain.SampleFrom) {
                problems.add("TUNE-048", "'" + name + "' is computed from the other values", "leave it out");
            } else if (possible.stream().noneMatch(param -> Domains.contains(param.domain(), value))) {
                String all = possible.stream()
                        .map(param -> Domains.describe(param.domain()))
                        .collect(Collectors.joining("; "));
                problems.add("TUNE-045", "'" + name + "' cannot be " + Literals.text(value), "it is " + all);
            }
        });
    }

    /** A parent that is open in a part of a configuration may still get the value that a condition asks for. */
    private boolean mayExist(Param param, boolean partial) {
        if (!partial) {
            return param.guard().holds(values);
        }
        for (Guard.Clause clause : param.guard().clauses()) {
            Object value = values.get(clause.parent());
            boolean possible = value != null
                    ? clause.values().contains(value)
                    : variants(space, clause.parent()).stream().anyMatch(parent -> mayExist(parent, true));
            if (!possible) {
                return false;
            }
        }
        return true;
    }

    private static List<Param> variants(ParamSpace space, String name) {
        return space.params().stream()
                .filter(param -> param.name().equals(name))
                .toList();
    }
}
