package dev.jtune.engine;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.ModuleSelector;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds classes for the selectors that name none: roots, packages and modules.
 *
 * <p>ClassGraph reads class files and loads no class; build tools select classes, and never come here.
 */
final class ContainerResolver implements SelectorResolver {
    private static final String ANNOTATIONS = "dev.jtune";

    private final Predicate<String> classNameFilter;

    ContainerResolver(Predicate<String> classNameFilter) {
        this.classNameFilter = classNameFilter;
    }

    @Override
    public Resolution resolve(ClasspathRootSelector selector, Context context) {
        return scan(new ClassGraph().overrideClasspath(Path.of(selector.getClasspathRoot())));
    }

    @Override
    public Resolution resolve(PackageSelector selector, Context context) {
        String name = selector.getPackageName();
        return scan(name.isEmpty() ? new ClassGraph() : new ClassGraph().acceptPackages(name));
    }

    @Override
    public Resolution resolve(ModuleSelector selector, Context context) {
        return scan(new ClassGraph().acceptModules(selector.getModuleName()));
    }

    private Resolution scan(ClassGraph classes) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        try (ScanResult result = classes.enableClassInfo()
                .enableMethodInfo()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility()
                .disableNestedJarScanning()
                .scan(1)) {
            for (ClassInfo type : result.getAllClasses()) {
                if (mayHoldStudies(type) && classNameFilter.test(type.getName())) {
                    selectors.add(DiscoverySelectors.selectClass(type.getName()));
                }
            }
        }
        return selectors.isEmpty() ? Resolution.unresolved() : Resolution.selectors(selectors);
    }

    /**
     * A class with any annotation of ours, or with one that could be made of ours, is looked at closely afterwards: what is selected here
     * by mistake is dropped there.
     */
    private static boolean mayHoldStudies(ClassInfo type) {
        if (type.isAnnotation()) {
            return false;
        }
        return type.hasAnnotation(ANNOTATIONS + ".Trainable")
                || type.hasMethodAnnotation(ANNOTATIONS + ".Tune")
                || type.getMethodInfo().stream()
                        .anyMatch(method -> method.getAnnotationInfo().stream()
                                .anyMatch(annotation -> isComposed(annotation.getName())));
    }

    /** An annotation outside of the scanned classes cannot be read here; one of a library's own is hardly made of ours. */
    private static boolean isComposed(String annotation) {
        return !annotation.startsWith("org.junit.")
                && !annotation.startsWith("java.")
                && !annotation.startsWith("org.jspecify.");
    }
}
