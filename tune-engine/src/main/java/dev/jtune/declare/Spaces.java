package dev.jtune.declare;

import dev.jtune.ConfigBinder;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.Tune;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import dev.jtune.space.Domain;
import dev.jtune.space.ParamSpace;
import dev.jtune.space.SpaceDeclaration;
import dev.jtune.trainable.Hyperparameter;
import dev.jtune.trainable.TrainableDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds a study's space in whatever spelling it is declared, and holds it against what the code takes. */
final class Spaces {
    private final Class<?> type;
    private final String place;
    private final Tune tune;
    private final @Nullable TrainableDefinition trainable;
    private final @Nullable ParamSpace declared;

    Spaces(Class<?> type, String place, Tune tune, @Nullable TrainableDefinition trainable, List<Problem> problems) {
        this.type = type;
        this.place = place;
        this.tune = tune;
        this.trainable = trainable;
        this.declared = tune.spaceSource().isEmpty() ? read(problems) : null;
        if (!tune.spaceSource().isEmpty()) {
            checkSource(problems);
        }
    }

    private @Nullable ParamSpace read(List<Problem> problems) {
        try {
            ParamSpace space = declaration().read();
            problems.addAll(mismatches(space));
            return space;
        } catch (InvalidDeclarationException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    /** Strings first, then the space's type, then what the parameters themselves say. */
    private SpaceDeclaration declaration() {
        SpaceDeclaration declaration =
                SpaceDeclaration.at(place).in(type).entries(tune.paramSpace()).constraints(tune.constraints());
        if (tune.space() != void.class) {
            declaration.whole(tune.space());
        }
        if (trainable != null) {
            Set<String> seen = new HashSet<>();
            for (Hyperparameter parameter : trainable.hyperparameters()) {
                if (!seen.add(parameter.name())) {
                    continue; // @ResetConfig takes what @Setup takes
                }
                if (!parameter.isWhole()) {
                    declaration.parameter(parameter.name(), parameter.type(), parameter.where());
                } else if (tune.space() == void.class && tune.paramSpace().length == 0) {
                    declaration.whole((Class<?>) parameter.type());
                }
            }
        }
        return declaration;
    }

    /** Say which names the code takes and the space does not have, and the other way round. */
    private List<Problem> mismatches(ParamSpace space) {
        TrainableDefinition code = trainable;
        if (code == null || code.hyperparameters().stream().anyMatch(Hyperparameter::isWhole)) {
            return List.of();
        }
        Set<String> taken =
                code.hyperparameters().stream().map(Hyperparameter::name).collect(Collectors.toSet());
        List<Problem> problems = new java.util.ArrayList<>();
        List<String> entries = List.of(tune.paramSpace());
        space.names().stream()
                .filter(name -> !code.takesConfig() && !taken.contains(name) && !taken.contains(first(name)))
                .forEach(name -> problems.add(Problem.of(
                        "TUNE-012",
                        place + ", " + entry(entries, name),
                        (code instanceof TrainableDefinition.OfClass ? code.name() : "the method")
                                + " has no parameter '" + name + "' (it has: "
                                + (taken.isEmpty() ? "none" : String.join(", ", new java.util.TreeSet<>(taken)))
                                + ")")));
        for (Hyperparameter parameter : code.hyperparameters()) {
            boolean known = space.names().stream()
                    .anyMatch(
                            name -> name.equals(parameter.name()) || first(name).equals(parameter.name()));
            if (!known && !ConfigBinder.mayBeAbsent(parameter.type(), parameter.where())) {
                problems.add(new Problem(
                        "TUNE-014",
                        place,
                        "the space has no '" + parameter.name() + "' (it has: "
                                + (space.names().isEmpty() ? "nothing" : String.join(", ", space.names())) + ")",
                        "add it to paramSpace, or give the parameter a @Default"));
            }
        }
        return problems;
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String entry(List<String> entries, String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).strip().startsWith(name)) {
                return "paramSpace[" + i + "] \"" + entries.get(i).strip() + "\"";
            }
        }
        return "paramSpace";
    }

    /** Hold the points to evaluate first against the space; one that a method provides is not known yet. */
    void checkPoints(List<Problem> problems) {
        if (declared != null) {
            try {
                declared.points(place, tune.pointsToEvaluate());
            } catch (InvalidDeclarationException e) {
                problems.addAll(e.problems());
            }
        }
    }

    /**
     * Hold a searcher against a grid, and look for a configuration that keeps the constraints; a space that a method provides is not known
     * yet, and values that methods compute are not either.
     */
    void checkSearcher(SearcherProvider searcher, List<Problem> problems) {
        if (declared != null) {
            Searchers.gridProblems(searcher, declared).forEach(problem -> problems.add(problem.in(place)));
            if (declared.params().stream().noneMatch(param -> param.domain() instanceof Domain.SampleFrom)) {
                Searchers.constraintProblems(declared).forEach(problem -> problems.add(problem.in(place)));
            }
        }
    }

    private void checkSource(List<Problem> problems) {
        boolean typed = tune.space() != void.class;
        if (tune.paramSpace().length > 0 || typed || tune.constraints().length > 0) {
            problems.add(new Problem(
                    "TUNE-236",
                    place,
                    "spaceSource is given, and so is "
                            + (tune.paramSpace().length > 0 ? "paramSpace" : typed ? "space" : "constraints"),
                    "leave one: the method provides the whole space"));
        }
        if (source() == null) {
            problems.add(new Problem(
                    "TUNE-223",
                    place,
                    type.getSimpleName() + " has no static method '" + tune.spaceSource()
                            + "' that returns a ParamSpace",
                    "write: static ParamSpace " + tune.spaceSource() + "() { ... }"));
        }
    }

    private @Nullable Method source() {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Method method : owner.getDeclaredMethods()) {
                if (method.getName().equals(tune.spaceSource())
                        && method.getParameterCount() == 0
                        && method.getReturnType() == ParamSpace.class
                        && Modifier.isStatic(method.getModifiers())) {
                    return method;
                }
            }
        }
        return null;
    }

    /**
     * Return the space; a method that provides it is called now.
     *
     * @throws InvalidDeclarationException if that method throws, or its space does not go with the code
     */
    ParamSpace space() {
        if (declared != null) {
            return declared;
        }
        Method source = source();
        if (source == null) {
            throw new IllegalStateException("a study with problems has no space");
        }
        ParamSpace provided;
        try {
            source.setAccessible(true);
            provided = (ParamSpace) source.invoke(null);
        } catch (InvocationTargetException e) {
            throw new InvalidDeclarationException(
                    Problem.of("TUNE-224", place, "the space's method " + source.getName() + " threw " + e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        List<Problem> problems = mismatches(provided);
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        return provided;
    }
}
