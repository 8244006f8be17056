package dev.jtune.space;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the strings of a {@code paramSpace}, each with one entry or, as a text block, one a line. */
final class EntryReader {

    /** A constraint; a parameter may be called {@code where} all the same. */
    private static final Pattern WHERE = Pattern.compile("\\s*where\\s+([^=\\s].*)");

    private final Problems problems;
    private final DomainFunction.Sources sources;
    private final List<Draft> drafts;
    private final List<ConstraintDraft> constraints;
    private final Set<String> unread;

    /**
     * Create a reader.
     *
     * @param drafts takes the parameters
     * @param constraints takes the constraints
     * @param unread takes the names of entries whose domain could not be read
     */
    EntryReader(
            Problems problems,
            DomainFunction.Sources sources,
            List<Draft> drafts,
            List<ConstraintDraft> constraints,
            Set<String> unread) {
        this.problems = problems;
        this.sources = sources;
        this.drafts = drafts;
        this.constraints = constraints;
        this.unread = unread;
    }

    /** Read all elements; what is wrong becomes a problem at its element. */
    void read(List<String> elements) {
        for (int i = 0; i < elements.size(); i++) {
            List<String> lines = elements.get(i).lines().toList();
            int before = read();
            for (int line = 0; line < lines.size(); line++) {
                String place = "paramSpace[" + i + "]" + (lines.size() > 1 ? " line " + (line + 1) : "");
                read(
                        lines.get(line),
                        problems.in(place + " \"" + lines.get(line).strip() + "\""));
            }
            if (read() == before) {
                problems.in("paramSpace[" + i + "]").add("TUNE-001", "it is empty", "write name = value, or remove it");
            }
        }
    }

    private int read() {
        return drafts.size() + constraints.size() + unread.size() + problems.count();
    }

    private void read(String line, Problems here) {
        Matcher where = WHERE.matcher(line);
        if (where.matches()) {
            constraints.add(new ConstraintDraft(where.group(1), here));
            return;
        }
        try {
            Optional<EntryParser.Entry> entry = EntryParser.entry(line);
            if (entry.isPresent()) {
                read(entry.get(), here);
            }
        } catch (LineScanner.SyntaxException e) {
            here.add(e.code, e.reason(), e.fix);
            EntryParser.nameOf(line).ifPresent(unread::add);
        }
    }

    private void read(EntryParser.Entry entry, Problems here) {
        Domain domain = entry.value() instanceof EntryParser.Call call
                ? DomainFunction.domain(call, here, sources)
                : new Domain.Constant(((EntryParser.Constant) entry.value()).literal());
        if (domain == null) {
            unread.add(entry.name());
        } else {
            Guard guard = new Guard(entry.clauses());
            drafts.add(new Draft(
                    new Param(entry.name(), domain, guard, entry.value().source()), here));
        }
    }
}
