package dev.jtune.space;

import dev.jtune.ConfigBinder;
import dev.jtune.InvalidDeclarationException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads a study's space from everything that declares a part of it, and says everything that is wrong with it at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SpaceDeclaration {

    private final Problems problems;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<ConstraintDraft> constraints = new ArrayList<>();
    private final Set<String> unread = new HashSet<>();
    private final Map<String, Type> taken = new HashMap<>();
    private @Nullable Class<?> owner;

    private SpaceDeclaration(Problems problems) {
        this.problems = problems;
    }

    /** Start a declaration; {@code place} is where it stands, such as {@code DigitsTest.network}, for messages. */
    public static SpaceDeclaration at(String place) {
        return new SpaceDeclaration(Problems.at(place));
    }

    /** Look for the methods of {@code sample_from} in this class. */
    public SpaceDeclaration in(Class<?> owner) {
        this.owner = owner;
        return this;
    }

    /** Add entries in the string spelling. */
    public SpaceDeclaration entries(String... entries) {
        new EntryReader(problems, new SampleFromMethods(owner), drafts, constraints, unread)
                .read(Arrays.asList(entries));
        return this;
    }

    /** Add constraints in words, such as {@code hidden2 <= hidden1}. */
    public SpaceDeclaration constraints(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            constraints.add(
                    new ConstraintDraft(texts[i], problems.in("constraints[" + i + "] \"" + texts[i].strip() + "\"")));
        }
        return this;
    }

    /** Add the components of a record, or the branches of a sealed interface, as the whole space. */
    public SpaceDeclaration whole(Class<?> type) {
        types().readWhole(type);
        return this;
    }

    /** Add a parameter that code takes by name; its domain is in its annotations, in its type, or in entries added before. */
    public SpaceDeclaration parameter(String name, Type type, AnnotatedElement where) {
        types().readParameter(name, type, where);
        take(name, type);
        return this;
    }

    /** Note what type takes the values of a name, those of a record's components included. */
    private void take(String name, Type type) {
        taken.put(name, type);
        if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                take(name + "." + ConfigBinder.nameOf(component, component.getName()), component.getGenericType());
            }
        }
    }

    private TypeReader types() {
        return new TypeReader(problems, new SampleFromMethods(owner), drafts, constraints, unread);
    }

    /**
     * Return the space.
     *
     * @throws InvalidDeclarationException with all that is wrong
     */
    public ParamSpace read() {
        List<Draft> conformed = drafts.stream()
                .map(draft -> taken.containsKey(draft.param().name())
                        ? TypeReader.conformed(
                                draft, taken.getOrDefault(draft.param().name(), Object.class))
                        : draft)
                .toList();
        return ParamSpace.settle(conformed, constraints, unread, problems);
    }
}
