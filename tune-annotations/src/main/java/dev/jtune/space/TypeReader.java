package dev.jtune.space;

import dev.jtune.Choice;
import dev.jtune.Config;
import dev.jtune.ConfigBinder;
import dev.jtune.Constant;
import dev.jtune.Constraint;
import dev.jtune.GridSearch;
import dev.jtune.LogRandInt;
import dev.jtune.LogUniform;
import dev.jtune.QLogRandInt;
import dev.jtune.QLogUniform;
import dev.jtune.QRandInt;
import dev.jtune.QRandn;
import dev.jtune.QUniform;
import dev.jtune.RandInt;
import dev.jtune.Randn;
import dev.jtune.SampleFrom;
import dev.jtune.Uniform;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spellings that lie in types: annotations on parameters and record components, records, and sealed interfaces, each of whose
 * records is a branch.
 */
final class TypeReader {
    private final Problems problems;
    private final DomainFunction.Sources sources;
    private final List<Draft> drafts;
    private final List<ConstraintDraft> constraints;
    private final Set<String> unread;

    TypeReader(
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

    /** Read a record, or a sealed interface of records, that is the whole configuration. */
    void readWhole(Class<?> type) {
        if (type.isRecord()) {
            readComponents("", type, Guard.ALWAYS);
        } else if (ConfigBinder.isSum(type)) {
            readSum(ConfigBinder.discriminator(type), type, Guard.ALWAYS);
        } else {
            problems.in(type.getSimpleName())
                    .add(
                            "TUNE-030",
                            "it is neither a record nor a sealed interface of records",
                            "declare the space as a record whose components carry domains: @Uniform(lower = 0, upper = 1) double x");
        }
    }

    /** Read a parameter of a method; one without a domain is declared elsewhere, or not at all. */
    void readParameter(String name, Type type, AnnotatedElement where) {
        read(name, type, where, Guard.ALWAYS, false);
    }

    private void readComponents(String prefix, Class<?> type, Guard guard) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + ConfigBinder.nameOf(component, component.getName());
            read(name, component.getGenericType(), component, guard, true);
        }
        readConstraints(prefix, type, guard);
    }

    /** Names in a type's constraints are those of its components. */
    private void readConstraints(String prefix, Class<?> type, Guard guard) {
        for (Constraint constraint : type.getAnnotationsByType(Constraint.class)) {
            Problems here = problems.in(type.getSimpleName() + " @Constraint(\"" + constraint.value() + "\")");
            constraints.add(new ConstraintDraft(constraint.value(), null, prefix, guard, here));
        }
    }

    private void readSum(String name, Class<?> type, Guard guard) {
        List<Class<?>> branches = ConfigBinder.branches(type);
        for (Class<?> branch : branches) {
            if (!branch.isRecord()) {
                problems.in(type.getSimpleName())
                        .add(
                                "TUNE-031",
                                "its implementation " + branch.getSimpleName() + " is not a record",
                                "a branch of a space is a record; make it one, or take it out of permits");
            }
        }
        List<Object> names = branches.stream().<Object>map(Class::getSimpleName).toList();
        drafts.add(new Draft(
                new Param(name, new Domain.Choice(names, false), guard, "sealed " + type.getSimpleName()),
                problems.in(name)));
        for (Class<?> branch : branches) {
            if (branch.isRecord()) {
                Guard.Clause chosen = new Guard.Clause(name, List.of(branch.getSimpleName()));
                readComponents(name + ".", branch, guard.and(new Guard(List.of(chosen))));
            }
        }
        readConstraints(name + ".", type, guard);
    }

    private void read(String name, Type generic, AnnotatedElement where, Guard guard, boolean required) {
        Class<?> type = raw(generic);
        if (type == Optional.class && generic instanceof ParameterizedType optional) {
            read(name, optional.getActualTypeArguments()[0], where, guard, false);
            return;
        }
        List<Annotation> domains = domains(where);
        Problems here = problems.in(name);
        if (domains.size() > 1) {
            here.add(
                    "TUNE-032",
                    "it has two domains, @" + domains.get(0).annotationType().getSimpleName() + " and @"
                            + domains.get(1).annotationType().getSimpleName(),
                    "leave one");
            unread.add(name);
        } else if (domains.size() == 1) {
            add(name, domains.get(0), type, guard, here);
        } else if (type.isRecord()) {
            if (!isDeclared(name)) {
                readComponents(name + ".", type, guard);
            }
        } else if (ConfigBinder.isSum(type)) {
            if (!isDeclared(name)) {
                readSum(name, type, guard);
            }
        } else if (required && !isDeclared(name) && !ConfigBinder.mayBeAbsent(generic, where)) {
            here.add(
                    "TUNE-033",
                    "it has no domain",
                    "annotate it, for instance with "
                            + (type.isEnum() || type == boolean.class ? "@Choice" : "@Uniform(lower = 0, upper = 1)")
                            + ", or give it a @Default");
            unread.add(name);
        }
    }

    private boolean isDeclared(String name) {
        return unread.contains(name)
                || drafts.stream()
                        .map(draft -> draft.param().name())
                        .anyMatch(known -> known.equals(name) || known.startsWith(name + "."));
    }

    private void add(String name, Annotation annotation, Class<?> type, Guard guard, Problems here) {
        Domain domain = domain(annotation, type, here);
        if (domain == null) {
            unread.add(name);
        } else {
            drafts.add(new Draft(new Param(name, domain, guard, DomainFunction.source(domain)), here));
        }
    }

    private static List<Annotation> domains(AnnotatedElement where) {
        List<Annotation> domains = new ArrayList<>();
        for (Annotation annotation : where.getAnnotations()) {
            if (isDomain(annotation)) {
                domains.add(annotation);
            } else {
                Arrays.stream(annotation.annotationType().getAnnotations())
                        .filter(TypeReader::isDomain)
                        .forEach(domains::add);
            }
        }
        return domains;
    }

    private static boolean isDomain(Annotation annotation) {
        return annotation instanceof Choice
                || annotation instanceof GridSearch
                || annotation instanceof SampleFrom
                || annotation instanceof Constant
                || call(annotation) != null;
    }

    private @Nullable Domain domain(Annotation annotation, Class<?> type, Problems here) {
        if (annotation instanceof Choice choice) {
            List<Object> values = values("Choice", choice.value(), type, here);
            return values.isEmpty() ? null : new Domain.Choice(values, choice.ordered());
        }
        if (annotation instanceof GridSearch grid) {
            List<Object> values = values("GridSearch", grid.value(), type, here);
            return values.isEmpty() ? null : new Domain.Grid(values);
        }
        if (annotation instanceof Constant constant) {
            Object value = value(constant.value(), type, here);
            return value == null ? null : new Domain.Constant(value);
        }
        EntryParser.Call call = annotation instanceof SampleFrom from
                ? new EntryParser.Call("sample_from", List.of(from.value()), Map.of(), "sample_from")
                : call(annotation);
        return call == null ? null : DomainFunction.domain(call, here, sources);
    }

    private List<Object> values(String annotation, String[] texts, Class<?> type, Problems here) {
        List<Object> values = new ArrayList<>();
        if (texts.length > 0) {
            for (String text : texts) {
                Object value = value(text, type, here);
                if (value == null) {
                    return List.of();
                }
                values.add(value);
            }
        } else if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                values.add(((Enum<?>) constant).name());
            }
        } else if (type == boolean.class || type == Boolean.class) {
            values.addAll(List.of(false, true));
        } else {
            here.add(
                    "TUNE-034",
                    "@" + annotation + " has no values, and a " + type.getSimpleName()
                            + " does not have a few by itself",
                    "list them: @" + annotation + "({\"a\", \"b\"}); only an enum or a boolean may leave them out");
        }
        return values;
    }

    /** Return a text as the canonical value of a type; a problem where it does not convert. */
    private static @Nullable Object value(String text, Class<?> type, Problems here) {
        try {
            return canonical(text, type == Object.class ? String.class : type);
        } catch (IllegalArgumentException e) {
            here.add(
                    "TUNE-035",
                    "\"" + text + "\" is no " + type.getSimpleName(),
                    "give values of the parameter's type");
            return null;
        }
    }

    /** Return a value in the form in which a configuration holds one of this type; a float stays as it was written. */
    private static Object canonical(Object value, Class<?> type) {
        Object converted = ConfigBinder.convert("value", value, type);
        if (converted instanceof Float) {
            converted = ConfigBinder.convert("value", value, double.class);
        }
        return Config.of(Map.of("value", converted)).get("value");
    }

    /** Return the call that an annotation of numbers stands for. */
    private static EntryParser.@Nullable Call call(Annotation annotation) {
        if (annotation instanceof Uniform a) {
            return call("uniform", a.lower(), a.upper());
        }
        if (annotation instanceof QUniform a) {
            return call("quniform", a.lower(), a.upper(), a.q());
        }
        if (annotation instanceof LogUniform a) {
            return call("loguniform", a.lower(), a.upper());
        }
        if (annotation instanceof QLogUniform a) {
            return call("qloguniform", a.lower(), a.upper(), a.q());
        }
        if (annotation instanceof Randn a) {
            return call("randn", a.mean(), a.sd());
        }
        if (annotation instanceof QRandn a) {
            return call("qrandn", a.mean(), a.sd(), a.q());
        }
        if (annotation instanceof RandInt a) {
            return call("randint", a.lower(), a.upper());
        }
        if (annotation instanceof QRandInt a) {
            return call("qrandint", a.lower(), a.upper(), a.q());
        }
        if (annotation instanceof LogRandInt a) {
            return call("lograndint", a.lower(), a.upper());
        }
        return annotation instanceof QLogRandInt a ? call("qlograndint", a.lower(), a.upper(), a.q()) : null;
    }

    private static EntryParser.Call call(String function, Object... arguments) {
        return new EntryParser.Call(function, List.of(arguments), Map.of(), function);
    }

    /**
     * Make the values of a draft those of the type that takes them: a word becomes the name of the enum constant that it means, so that all
     * spellings of a configuration have one digest. A domain that the type cannot take is a problem.
     */
    static Draft conformed(Draft draft, Type generic) {
        Class<?> type = raw(generic);
        if (type == Optional.class && generic instanceof ParameterizedType optional) {
            return conformed(draft, optional.getActualTypeArguments()[0]);
        }
        Domain domain = draft.param().domain();
        boolean number = ConfigBinder.isNumber(type) || type == Object.class || type == Number.class;
        if (domain instanceof Domain.Real || domain instanceof Domain.Normal) {
            boolean real = type == double.class || type == Double.class || type == float.class || type == Float.class;
            if (!real && type != Object.class && type != Number.class) {
                draft.problems()
                        .add(
                                "TUNE-036",
                                "its values are real numbers, and the parameter is " + type.getSimpleName(),
                                number ? "use randint(...), or take a double" : "use choice(...)");
            }
            return draft;
        }
        if (domain instanceof Domain.Int) {
            if (!number) {
                draft.problems()
                        .add(
                                "TUNE-036",
                                "its values are integers, and the parameter is " + type.getSimpleName(),
                                "take a number, or use choice(...)");
            }
            return draft;
        }
        if (domain instanceof Domain.Choice choice) {
            return draft.with(new Domain.Choice(conformed(choice.values(), type, draft), choice.ordered()));
        }
        if (domain instanceof Domain.Grid grid) {
            return draft.with(new Domain.Grid(conformed(grid.values(), type, draft)));
        }
        if (domain instanceof Domain.Constant constant) {
            return draft.with(new Domain.Constant(
                    conformed(List.of(constant.value()), type, draft).get(0)));
        }
        return draft;
    }

    private static List<Object> conformed(List<Object> values, Class<?> type, Draft draft) {
        if (type == Object.class || type == List.class || type.isArray() || ConfigBinder.isStructured(type)) {
            return values;
        }
        List<Object> conformed = new ArrayList<>();
        for (Object value : values) {
            try {
                conformed.add(canonical(value, type));
            } catch (IllegalArgumentException e) {
                String reason = String.valueOf(e.getMessage()).replace("'value' is ", "");
                draft.problems().add("TUNE-037", "the parameter cannot take " + reason, "");
                conformed.add(value);
            }
        }
        return conformed;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
