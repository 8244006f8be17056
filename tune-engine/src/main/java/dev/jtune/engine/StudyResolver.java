package dev.jtune.engine;

import dev.jtune.Trainable;
import dev.jtune.declare.Settings;
import dev.jtune.declare.StudyDeclaration;
import dev.jtune.declare.StudyReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
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
                    return members(type);
                })))
                .orElseGet(Resolution::unresolved);
    }

    private static boolean isOurs(Class<?> type) {
        return !type.isAnnotation()
                && !Modifier.isAbstract(type.getModifiers())
                && (AnnotationSupport.isAnnotated(type, Trainable.class)
                        || !StudyReader.studies(type).isEmpty());
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
                        () -> DiscoverySelectors.selectClass(type), parent -> Optional.of(study(parent, type, method)))
                .map(descriptor -> {
                    if (descriptor instanceof StudyDescriptor study) {
                        selection.accept(study);
                    }
                    return Resolution.match(exact ? Match.exact(descriptor) : Match.partial(descriptor));
                })
                .orElseGet(Resolution::unresolved);
    }

    private TestDescriptor study(TestDescriptor parent, Class<?> type, Method method) {
        UniqueId id = parent.getUniqueId().append(STUDY, signature(method));
        Optional<? extends TestDescriptor> known = existing(parent, id);
        if (known.isPresent()) {
            return known.get();
        }
        StudyDeclaration study = StudyReader.read(type, method, settings);
        if (study.problems().isEmpty()) {
            return new StudyDescriptor(id, study);
        }
        MethodSource source = MethodSource.from(type, method);
        String message = String.join(
                "\n", study.problems().stream().map(Object::toString).toList());
        issues.reportIssue(
                DiscoveryIssue.builder(DiscoveryIssue.Severity.WARNING, message).source(source));
        return new FailingDescriptor(id, method.getName(), method.getName(), source, Tags.of(type, method), message);
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
                                study.selectJudge(last);
                            }
                        },
                        false);
            }
            return resolveStudy(parentId, context);
        }
        if (parent.getType().equals(CLASS)) {
            Class<?> type = load(parent.getValue());
            if (type != null && isOurs(type)) {
                return context.addToParent(p -> Optional.of(classOf(p, type)))
                        .map(descriptor -> Resolution.match(Match.partial(descriptor)))
                        .orElseGet(Resolution::unresolved);
            }
            return resolveClass(parentId, parent.getValue(), context);
        }
        return Resolution.unresolved();
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
