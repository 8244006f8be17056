package dev.jtune.space;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the strings of a {@code paramSpace}, each with one entry or, as a text block, one a line. */
final class EntryReader {

    private final Problems problems;
    private final DomainFunction.Sources sources;
    private final List<Draft> drafts;
    private final Set<String> unread;

    /**
     * Create a reader.
     *
     * @param drafts takes what was read
     * @param unread takes the names of entries whose domain could not be read
     */
    EntryReader(Problems problems, DomainFunction.Sources sources, List<Draft> drafts, Set<String> unread) {
        this.problems = problems;
        this.sources = sources;
        this.drafts = drafts;
        this.unread = unread;
    }

    /** Read all elements; what is wrong becomes a problem at its element. */
    void read(List<String> elements) {
        for (int i = 0; i < elements.size(); i++) {
            List<String> lines = elements.get(i).lines().toList();
            int before = drafts.size() + unread.size() + problems.count();
            for (int line = 0; line < lines.size(); line++) {
                String place = "paramSpace[" + i + "]" + (lines.size() > 1 ? " line " + (line + 1) : "");
                read(
                        lines.get(line),
                        problems.in(place + " \"" + lines.get(line).strip() + "\""));
            }
            if (drafts.size() + unread.size() + problems.count() == before) {
                problems.in("paramSpace[" + i + "]").add("TUNE-001", "it is empty", "write name = value, or remove it");
            }
        }
    }

    private void read(String line, Problems here) {
        try {
            Optional<EntryParser.Entry> entry = EntryParser.entry(line);
            if (entry.isPresent()) {
                read(entry.get(), here);
            }
        } catch (EntryParser.SyntaxException e) {
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
