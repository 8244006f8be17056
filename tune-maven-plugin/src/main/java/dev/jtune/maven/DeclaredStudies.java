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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the studies of compiled test classes in their bytecode; no class is loaded, so that none can do harm or be missing. */
final class DeclaredStudies {
    private static final String TUNE = "dev.jtune.Tune";
    private static final String GATE = "dev.jtune.Gate";
    private static final String GATES = "dev.jtune.Gates";

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
                .filter(method ->
                        !method.isSynthetic() && present(method, TUNE).findAny().isPresent())
                .toList();
        List<DeclaredStudy> studies = new ArrayList<>();
        for (MethodInfo method : methods) {
            boolean isShared = methods.stream()
                            .filter(other -> name(other).equals(name(method)))
                            .count()
                    > 1;
            List<AnnotationInfo> gates = gates(method);
            studies.add(new DeclaredStudy(
                    type.getName(),
                    method.getName(),
                    isShared ? name(method) + parameters(method) : name(method),
                    !gates.isEmpty(),
                    gates.stream().anyMatch(gate -> !text(gate, "baseline").isEmpty()),
                    Arrays.stream(method.getParameterInfo()).allMatch(parameter -> parameter.getName() != null)));
        }
        return studies;
    }

    private static String name(MethodInfo method) {
        String name = present(method, TUNE)
                .map(tune -> text(tune, "name"))
                .findFirst()
                .orElse("");
        return name.isEmpty() ? method.getName() : name;
    }

    private static String text(AnnotationInfo annotation, String attribute) {
        return Objects.toString(annotation.getParameterValues().getValue(attribute), "");
    }

    private static List<AnnotationInfo> gates(MethodInfo method) {
        Stream<AnnotationInfo> repeated = present(method, GATES)
                .flatMap(
                        gates -> Stream.of((Object[]) gates.getParameterValues().getValue("value")))
                .map(AnnotationInfo.class::cast);
        return Stream.concat(present(method, GATE), repeated).toList();
    }

    /** Return the simple names of the parameters' types, each after a dash: overloads would share a directory. */
    private static String parameters(MethodInfo method) {
        return Arrays.stream(method.getParameterInfo())
                .map(MethodParameterInfo::getTypeDescriptor)
                .map(type -> type.toString().replaceAll(".*[.$]", ""))
                .map(type -> "-" + type)
                .collect(Collectors.joining());
    }

    /** Return the annotations of this name, those on other annotations too. */
    private static Stream<AnnotationInfo> present(MethodInfo method, String name) {
        List<AnnotationInfo> found = new ArrayList<>();
        collect(method.getAnnotationInfo(), found, new HashSet<>());
        return found.stream().filter(annotation -> annotation.getName().equals(name));
    }

    private static void collect(AnnotationInfoList present, List<AnnotationInfo> found, Set<String> seen) {
        for (AnnotationInfo annotation : present) {
            found.add(annotation);
            ClassInfo type = annotation.getClassInfo();
            if (seen.add(annotation.getName()) && type != null) {
                collect(type.getAnnotationInfo(), found, seen);
            }
        }
    }
}
