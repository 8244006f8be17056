package dev.jtune.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges parameters beside each other, whatever spelling they came from, and settles the values in their conditions. */
final class SpaceRules {

    private final List<Draft> drafts;
    private final Set<String> unread;
    private boolean sound = true;

    private SpaceRules(List<Draft> drafts, Set<String> unread) {
        this.drafts = drafts;
        this.unread = unread;
    }

    /**
     * Return the parameters with settled conditions.
     *
     * @param unread names whose domain could not be read; conditions on them are not judged
     */
    static List<Param> settle(List<Draft> drafts, Set<String> unread) {
        SpaceRules rules = new SpaceRules(drafts, unread);
        List<Draft> settled = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            rules.differentValues(draft);
            settled.add(draft.with(draft.param().domain(), rules.guard(i, settled)));
        }
        List<Param> params = settled.stream().map(Draft::param).toList();
        if (rules.sound) {
            rules.reachable(settled, params);
        }
        return params;
    }

    private void add(Draft draft, String code, String reason, String fix) {
        sound = false;
        draft.problems().add(code, reason, fix);
    }

    private void differentValues(Draft draft) {
        if (draft.param().domain() instanceof Domain.Constant) {
            return;
        }
        Set<Object> seen = new HashSet<>();
        Set<Object> repeated = new LinkedHashSet<>();
        for (Object value : Domains.values(draft.param().domain()).orElse(List.of())) {
            if (!seen.add(value)) {
                repeated.add(value);
            }
        }
        if (!repeated.isEmpty()) {
            String fix = draft.param().domain() instanceof Domain.Grid
                    ? "each value is tried once; ask for more with numSamples"
                    : "values are equally likely; keep one of each";
            add(
                    draft,
                    "TUNE-019",
                    Literals.join(repeated, ", ") + (repeated.size() == 1 ? " stands" : " stand")
                            + " in it more than once",
                    fix);
        }
    }

    private Guard guard(int index, List<Draft> earlier) {
        List<Guard.Clause> clauses = new ArrayList<>();
        for (Guard.Clause clause : drafts.get(index).param().guard().clauses()) {
            clauses.add(clause(drafts.get(index), clause, earlier));
        }
        return new Guard(clauses);
    }

    private Guard.Clause clause(Draft draft, Guard.Clause clause, List<Draft> earlier) {
        List<Domain> parents = earlier.stream()
                .filter(each -> each.param().name().equals(clause.parent()))
                .map(each -> each.param().domain())
                .toList();
        if (parents.isEmpty()) {
            unknownParent(draft, clause.parent(), earlier);
            return clause;
        }
        if (parents.stream().anyMatch(SpaceRules::isUncountable)) {
            add(
                    draft,
                    "TUNE-025",
                    "a condition cannot ask for '" + clause.parent() + "', which is "
                            + Domains.describe(parents.get(0)),
                    "conditions ask for a choice, a grid, a constant or an integer");
            return clause;
        }
        List<Object> values = new ArrayList<>();
        for (Object value : clause.values()) {
            Optional<Object> meant = parents.stream()
                    .flatMap(parent -> Domains.meant(parent, value).stream())
                    .findFirst();
            if (meant.isEmpty()) {
                impossible(draft, clause.parent(), value, parents);
            } else if (!values.contains(meant.get())) {
                values.add(meant.get());
            }
        }
        return new Guard.Clause(clause.parent(), values);
    }

    private void unknownParent(Draft draft, String parent, List<Draft> earlier) {
        if (parent.equals(draft.param().name())) {
            add(draft, "TUNE-023", "its condition asks for itself", "a condition asks for an earlier entry");
        } else if (drafts.stream().anyMatch(each -> each.param().name().equals(parent))) {
            add(
                    draft,
                    "TUNE-023",
                    "its condition asks for '" + parent + "', which stands later",
                    "move the entry of '" + parent + "' to the front");
        } else if (!unread.contains(parent)) {
            List<String> names =
                    earlier.stream().map(each -> each.param().name()).distinct().toList();
            String known =
                    names.isEmpty() ? "put an entry for it before this one" : "earlier are " + String.join(", ", names);
            add(
                    draft,
                    "TUNE-022",
                    "its condition asks for '" + parent + "', which does not exist",
                    Nearest.hint(parent, names, known));
        } else {
            sound = false;
        }
    }

    private void impossible(Draft draft, String parent, Object value, List<Domain> parents) {
        List<String> words = parents.stream()
                .flatMap(domain -> Domains.values(domain).orElse(List.of()).stream())
                .map(Literals::plain)
                .toList();
        String all = parents.stream().map(Domains::describe).collect(Collectors.joining("; "));
        add(
                draft,
                "TUNE-024",
                "'" + parent + "' is never " + Literals.text(value) + " (it is " + all + ")",
                Nearest.hint(Literals.plain(value), words, ""));
    }

    private static boolean isUncountable(Domain domain) {
        return !(domain instanceof Domain.Int) && Domains.values(domain).isEmpty();
    }

    /** Each parameter exists in some case, and in no case do two of one name. */
    private void reachable(List<Draft> settled, List<Param> params) {
        Optional<List<Worlds.World>> worlds = Worlds.of(params);
        if (worlds.isEmpty()) {
            return;
        }
        Map<String, List<Param>> earlier = new HashMap<>();
        for (int i = 0; i < settled.size(); i++) {
            Param param = params.get(i);
            List<Param> namesakes = earlier.computeIfAbsent(param.name(), name -> new ArrayList<>());
            List<Map<String, Object>> active = worlds.get().stream()
                    .map(Worlds.World::parents)
                    .filter(param.guard()::holds)
                    .toList();
            if (active.isEmpty()) {
                add(settled.get(i), "TUNE-026", "its condition never holds: " + param.guard(), "");
            }
            if (namesakes.stream().anyMatch(other -> active.stream().anyMatch(other.guard()::holds))) {
                add(
                        settled.get(i),
                        "TUNE-020",
                        "there is already an entry '" + param.name() + "'",
                        param.guard().clauses().isEmpty()
                                ? "rename or remove one"
                                : "give the two conditions that exclude each other");
            }
            namesakes.add(param);
        }
    }
}
