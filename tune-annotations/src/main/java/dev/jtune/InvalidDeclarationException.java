package dev.jtune;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** Says everything that is wrong with a declaration, one problem a line. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidDeclarationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem[] problems;

    /** Create it for at least one problem. */
    public InvalidDeclarationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.toArray(Problem[]::new);
    }

    /** Create it for one problem. */
    public InvalidDeclarationException(Problem problem) {
        this(List.of(problem));
    }

    /** Return the problems in the order in which they were found. */
    public List<Problem> problems() {
        return List.of(problems);
    }
}
