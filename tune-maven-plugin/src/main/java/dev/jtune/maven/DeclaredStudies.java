package dev.jtune.maven;

import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.AnnotationInfoList;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.MethodParameterInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the studies of compiled test classes in their bytecode; no class is loaded, so that none can do harm or be missing. */
final class DeclaredStudies {
    private static final String TUNE = "dev.jtune.Tune";
    private static final List<String> GATES = List.of("dev.jtune.Gate", "dev.jtune.Gates");

    private DeclaredStudies() {}

    /**
     * Return what a directory of test classes declares, by name.
     *
     * @param classPath where annotations and superclasses are that tests use
     */
    static List<DeclaredStudy> in(Path testClasses, List<Path> classPath) {
        if (!Files.isDirectory(testClasses)) {
            return List.of();
        }
        ClassGraph graph = new ClassGraph()
                .overrideClasspath(Stream.concat(Stream.of(testClasses), classPath.stream())
                        .distinct()
                        .toList())
                // what these packages refer to elsewhere is read too, and nothing else of the class path
                .acceptPackagesNonRecursive(packages(testClasses))
                .enableAnnotationInfo()
                .enableMethodInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility();
        try (ScanResult scan = graph.scan(1)) {
            return scan.getAllClasses().stream()
                    .filter(type -> isSelected(type, testClasses))
                    .flatMap(type -> studies(type).stream())
                    .sorted(Comparator.comparing(DeclaredStudy::fullName))
                    .toList();
        }
    }

    private static String[] packages(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isDirectory)
                    .map(directory -> root.relativize(directory).toString().replaceAll("[/\\\\]", "."))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSelected(ClassInfo type, Path testClasses) {
        return !type.isAbstract()
                && !type.isAnnotation()
                && !type.isInterface()
                && type.getClasspathElementFile() != null
                && type.getClasspathElementFile().toPath().equals(testClasses);
    }

    private static List<DeclaredStudy> studies(ClassInfo type) {
        List<MethodInfo> methods = type.getMethodInfo().stream()
                .filter(method -> !method.isSynthetic() && tune(method) != null)
                .toList();
        List<DeclaredStudy> studies = new ArrayList<>();
        for (MethodInfo method : methods) {
            boolean isShared = methods.stream()
                            .filter(other -> name(other).equals(name(method)))
                            .count()
                    > 1;
            studies.add(new DeclaredStudy(
                    type.getName(),
                    method.getName(),
                    isShared ? name(method) + parameters(method) : name(method),
                    GATES.stream().anyMatch(gate -> annotation(method.getAnnotationInfo(), gate) != null),
                    Arrays.stream(method.getParameterInfo()).allMatch(parameter -> parameter.getName() != null)));
        }
        return studies;
    }

    private static String name(MethodInfo method) {
        AnnotationInfo tune = tune(method);
        Object name = tune == null ? null : tune.getParameterValues().getValue("name");
        return name instanceof String text && !text.isEmpty() ? text : method.getName();
    }

    /** Return the simple names of the parameters' types, each after a dash: overloads would share a directory. */
    private static String parameters(MethodInfo method) {
        return Arrays.stream(method.getParameterInfo())
                .map(MethodParameterInfo::getTypeDescriptor)
                .map(type -> type.toString().replaceAll(".*[.$]", ""))
                .map(type -> "-" + type)
                .collect(Collectors.joining());
    }

    private static @Nullable AnnotationInfo tune(MethodInfo method) {
        return annotation(method.getAnnotationInfo(), TUNE);
    }

    /** Return the annotation of this name, found on annotations too. */
    private static @Nullable AnnotationInfo annotation(AnnotationInfoList present, String name) {
        return annotation(present, name, new HashSet<>());
    }

    private static @Nullable AnnotationInfo annotation(AnnotationInfoList present, String name, Set<String> seen) {
        for (AnnotationInfo annotation : present) {
            if (annotation.getName().equals(name)) {
                return annotation;
            }
            ClassInfo type = annotation.getClassInfo();
            if (seen.add(annotation.getName()) && type != null) {
                AnnotationInfo meta = annotation(type.getAnnotationInfo(), name, seen);
                if (meta != null) {
                    return meta;
                }
            }
        }
        return null;
    }
}
