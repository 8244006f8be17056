package dev.jtune.engine;

import dev.jtune.Problem;
import dev.jtune.Trainable;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.declare.StudyReader;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.TrainableDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.discovery.DiscoveryIssueReporter;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds studies for selectors that name classes, methods, trials and gates.
 *
 * <p>An id of ours always resolves: one that fits nothing any more becomes a node that fails and says so, because the platform
 * would give up the whole engine over an id that stays unresolved.
 */
final class StudyResolver implements SelectorResolver {
    static final String CLASS = "class";
    static final String STUDY = "study";
    static final String TRIAL = "trial";

    private final Settings settings;
    private final DiscoveryIssueReporter issues;

    StudyResolver(Settings settings, DiscoveryIssueReporter issues) {
        this.settings = settings;
        this.issues = issues;
    }

    // ---- classes

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        return resolve(selector.getJavaClass(), context);
    }

    @Override
    public Resolution resolve(NestedClassSelector selector, Context context) {
        return resolve(selector.getNestedClass(), context);
    }

    private Resolution resolve(Class<?> type, Context context) {
        if (!isOurs(type)) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent -> Optional.of(classOf(parent, type)))
                .map(descriptor -> Resolution.match(Match.exact(descriptor, () -> {
                    descriptor.selectWhole();
                    checkByItself(descriptor, type);
                    failWithoutStudy(descriptor, type);
                    return members(type);
                })))
                .orElseGet(Resolution::unresolved);
    }

    private static boolean isOurs(Class<?> type) {
        return !type.isAnnotation()
                && !Modifier.isAbstract(type.getModifiers())
                && (isCheckedByItself(type)
                        || !StudyReader.studies(type).isEmpty()
                        || !StudyReader.withoutStudy(type).isEmpty());
    }

    /** A private class is a detail of the one around it: only studies there can mean it. */
    private static boolean isCheckedByItself(Class<?> type) {
        return AnnotationSupport.isAnnotated(type, Trainable.class) && !Modifier.isPrivate(type.getModifiers());
    }

    /** Add the contract of a class that was selected for its own sake, and has no study to check it with. */
    private void checkByItself(ClassDescriptor descriptor, Class<?> type) {
        if (!settings.checksContracts() || !isCheckedByItself(type) || hasStudyOfItself(type)) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        TrainableDefinition.OfClass definition = Definitions.ofClass(type, null, problems);
        if (definition != null && problems.isEmpty()) {
            descriptor.contract(type, () -> ContractDescriptor.of(descriptor.getUniqueId(), definition));
        } else {
            descriptor.addChild(new FailingDescriptor(
                    ContractDescriptor.id(descriptor.getUniqueId(), type),
                    ContractDescriptor.CONTRACT + " " + type.getSimpleName(),
                    ContractDescriptor.CONTRACT + " " + type.getSimpleName(),
                    ClassSource.from(type),
                    Tags.of(type),
                    warned(problems, ClassSource.from(type))));
        }
    }

    /** A gate that nobody runs would be green for ever. */
    private void failWithoutStudy(ClassDescriptor descriptor, Class<?> type) {
        if (!StudyReader.studies(type).isEmpty()) {
            return;
        }
        List<Problem> problems = StudyReader.withoutStudy(type);
        if (!problems.isEmpty()) {
            descriptor.addChild(new FailingDescriptor(
                    descriptor.getUniqueId().append(STUDY, "none"),
                    "no @Tune method",
                    "no @Tune method",
                    ClassSource.from(type),
                    Tags.of(type),
                    warned(problems, ClassSource.from(type))));
        }
    }

    private boolean hasStudyOfItself(Class<?> type) {
        return StudyReader.studies(type).stream()
                .anyMatch(method -> StudyReader.read(type, method, settings).trainable() == type);
    }

    /** Report problems at discovery too, and return them as a message. */
    private String warned(List<Problem> problems, TestSource source) {
        String message = problems.stream().map(Object::toString).collect(Collectors.joining("\n"));
        issues.reportIssue(
                DiscoveryIssue.builder(DiscoveryIssue.Severity.WARNING, message).source(source));
        return message;
    }

    private static Set<DiscoverySelector> members(Class<?> type) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        StudyReader.studies(type).forEach(method -> selectors.add(DiscoverySelectors.selectMethod(type, method)));
        return selectors;
    }

    private static ClassDescriptor classOf(TestDescriptor parent, Class<?> type) {
        UniqueId id = parent.getUniqueId().append(CLASS, type.getName());
        return existing(parent, id).map(ClassDescriptor.class::cast).orElseGet(() -> new ClassDescriptor(id, type));
    }

    /** Several selectors may mean the same node: trials of one study, for one. */
    private static Optional<? extends TestDescriptor> existing(TestDescriptor parent, UniqueId id) {
        return parent.getChildren().stream()
                .filter(child -> child.getUniqueId().equals(id))
                .findFirst();
    }

    // ---- methods

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        return resolve(selector.getJavaClass(), selector.getJavaMethod(), context, StudyDescriptor::selectWhole, true);
    }

    @Override
    public Resolution resolve(NestedMethodSelector selector, Context context) {
        return resolve(selector.getNestedClass(), selector.getMethod(), context, StudyDescriptor::selectWhole, true);
    }

    @Override
    public Resolution resolve(IterationSelector selector, Context context) {
        if (selector.getParentSelector() instanceof MethodSelector method) {
            return resolve(
                    method.getJavaClass(),
                    method.getJavaMethod(),
                    context,
                    study -> selector.getIterationIndices()
                            .forEach(index -> study.selectTrial(Integer.toString(index + 1))),
                    false);
        }
        return Resolution.unresolved();
    }

    private Resolution resolve(
            Class<?> type, Method method, Context context, Consumer<StudyDescriptor> selection, boolean exact) {
        if (!StudyReader.isStudy(method)) {
            return Resolution.unresolved();
        }
        return context.addToParent(
                        () -> DiscoverySelectors.selectClass(type),
                        parent -> Optional.of(study((ClassDescriptor) parent, type, method, exact)))
                .map(descriptor -> {
                    if (descriptor instanceof StudyDescriptor study) {
                        selection.accept(study);
                    }
                    return Resolution.match(exact ? Match.exact(descriptor) : Match.partial(descriptor));
                })
                .orElseGet(Resolution::unresolved);
    }

    private TestDescriptor study(ClassDescriptor parent, Class<?> type, Method method, boolean whole) {
        UniqueId id = parent.getUniqueId().append(STUDY, signature(method));
        Optional<? extends TestDescriptor> known = existing(parent, id);
        if (known.isPresent()) {
            if (whole && known.get() instanceof StudyDescriptor descriptor) {
                addContract(parent, descriptor.declaration());
            }
            return known.get();
        }
        StudyDeclaration study = StudyReader.read(type, method, settings);
        if (study.problems().isEmpty()) {
            if (whole) {
                addContract(parent, study);
            }
            return new StudyDescriptor(id, study);
        }
        MethodSource source = MethodSource.from(type, method);
        return new FailingDescriptor(
                id,
                method.getName(),
                method.getName(),
                source,
                Tags.of(type, method),
                warned(study.problems(), source));
    }

    /** Add the contract of what a study trains; single trials and gates are run without it. */
    private void addContract(ClassDescriptor parent, StudyDeclaration study) {
        Class<?> trainable = study.trainable();
        if (trainable == null
                || !settings.checksContracts()
                || !settings.trials().isEmpty()
                || settings.config().isPresent()) {
            return;
        }
        TrainableDefinition.OfClass definition = Definitions.ofClass(trainable, null, new ArrayList<>());
        if (definition != null) {
            parent.contract(trainable, () -> ContractDescriptor.of(parent.getUniqueId(), definition, study));
        }
    }

    /** Return a method's name with its parameter types, so that overloads differ. */
    static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        String separator = "";
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(separator).append(parameter.getName());
            separator = ",";
        }
        return text.append(')').toString();
    }

    // ---- unique ids

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        UniqueId.Segment last = id.getLastSegment();
        return switch (last.getType()) {
            case CLASS -> resolveClass(id, last.getValue(), context);
            case STUDY -> resolveStudy(id, context);
            default -> resolveMember(id, context);
        };
    }

    private Resolution resolveClass(UniqueId id, String name, Context context) {
        Class<?> type = load(name);
        if (type != null && isOurs(type)) {
            return resolve(type, context);
        }
        return failing(
                context,
                () -> DiscoverySelectors.selectUniqueId(id.removeLastSegment()),
                id,
                null,
                "TUNE-201 " + name + ": there is no such class with @Tune methods (any more); select another");
    }

    private Resolution resolveStudy(UniqueId id, Context context) {
        Class<?> type = load(id.removeLastSegment().getLastSegment().getValue());
        String signature = id.getLastSegment().getValue();
        Method method = type == null ? null : method(type, signature);
        if (type != null && method != null) {
            return resolve(type, method, context, StudyDescriptor::selectWhole, true);
        }
        return failing(
                context,
                () -> DiscoverySelectors.selectUniqueId(id.removeLastSegment()),
                id,
                type,
                "TUNE-202 " + signature + ": there is no such @Tune method (any more); select another");
    }

    /** A trial, gate, verdict or contract: a part of a study or class, which is selected for its sake. */
    private Resolution resolveMember(UniqueId id, Context context) {
        UniqueId parentId = id.removeLastSegment();
        UniqueId.Segment parent = parentId.getLastSegment();
        UniqueId.Segment last = id.getLastSegment();
        if (parent.getType().equals(STUDY)) {
            Class<?> type = load(parentId.removeLastSegment().getLastSegment().getValue());
            Method method = type == null ? null : method(type, parent.getValue());
            if (type != null && method != null) {
                return resolve(
                        type,
                        method,
                        context,
                        study -> {
                            if (last.getType().equals(TRIAL)) {
                                study.selectTrial(last.getValue());
                            } else {
                                study.selectPart(last);
                            }
                        },
                        false);
            }
            return resolveStudy(parentId, context);
        }
        if (parent.getType().equals(CLASS)) {
            return resolveContract(id, parent.getValue(), context);
        }
        return Resolution.unresolved();
    }

    private Resolution resolveContract(UniqueId id, String className, Context context) {
        UniqueId.Segment last = id.getLastSegment();
        Class<?> type = load(className);
        Class<?> trainable = last.getType().equals(ContractDescriptor.CONTRACT) ? load(last.getValue()) : null;
        if (type == null || !isOurs(type)) {
            return resolveClass(id.removeLastSegment(), className, context);
        }
        return context.addToParent(
                        () -> DiscoverySelectors.selectClass(type),
                        parent -> Optional.ofNullable(contract((ClassDescriptor) parent, type, trainable)))
                .map(contract -> {
                    contract.selectAgain();
                    return Resolution.match(Match.exact(contract));
                })
                .orElseGet(() -> failing(
                        context,
                        () -> DiscoverySelectors.selectClass(type),
                        id,
                        type,
                        "TUNE-206 " + last.getValue() + ": no study of " + type.getSimpleName()
                                + " trains it (any more), or " + Settings.CONTRACT + " is off; select another"));
    }

    private @Nullable ContractDescriptor contract(ClassDescriptor parent, Class<?> type, @Nullable Class<?> trainable) {
        for (Method method : StudyReader.studies(type)) {
            StudyDeclaration study = StudyReader.read(type, method, settings);
            if (study.trainable() == trainable && study.problems().isEmpty()) {
                addContract(parent, study);
            }
        }
        if (type == trainable) {
            checkByItself(parent, type);
        }
        return parent.contract(trainable);
    }

    private static @Nullable Class<?> load(String name) {
        return ReflectionSupport.tryToLoadClass(name).toOptional().orElse(null);
    }

    private static @Nullable Method method(Class<?> type, String signature) {
        List<Method> studies = StudyReader.studies(type);
        return studies.stream()
                .filter(method -> signature(method).equals(signature))
                .findFirst()
                .orElse(null);
    }

    private Resolution failing(
            Context context, Supplier<DiscoverySelector> parent, UniqueId id, @Nullable Class<?> type, String message) {
        String name = id.getLastSegment().getValue();
        FailingDescriptor descriptor =
                new FailingDescriptor(id, name, name, type == null ? null : ClassSource.from(type), Set.of(), message);
        boolean parentIsRoot = id.removeLastSegment().getLastSegment().getType().equals("engine");
        Optional<FailingDescriptor> added = parentIsRoot
                ? context.addToParent(root -> Optional.of(descriptor))
                : context.addToParent(parent, ignored -> Optional.of(descriptor));
        return added.map(found -> Resolution.match(Match.exact(found))).orElseGet(Resolution::unresolved);
    }
}
