package dev.jtune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the packages, and keeps each foreign library where it belongs. */
class ArchitectureTests {
    /** From low to high: a package knows those before it, and none after it. */
    private static final List<String> ORDER = List.of(
            "journal",
            "search",
            "importance",
            "schedule",
            "trainable",
            "exec",
            "run",
            "log",
            "verify",
            "tuner",
            "gate",
            "report",
            "assertj",
            "declare",
            "engine");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jtune");

    static List<String> order() {
        return ORDER;
    }

    @ParameterizedTest
    @MethodSource("order")
    void should_know_only_lower_packages(String name) {
        String[] higher = ORDER.stream()
                .skip(ORDER.indexOf(name) + 1L)
                .map(ArchitectureTests::inPackage)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(inPackage(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(higher)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Algorithms know the cube and the numerics, and neither each other nor the searchers that use them; {@code auto} knows all. */
    @Test
    void should_keep_search_algorithms_apart() {
        slices().matching("dev.jtune.search.(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("dev.jtune.search.cube"))
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("dev.jtune.search.numeric"))
                .ignoreDependency(resideInAPackage("dev.jtune.search.auto"), DescribedPredicate.alwaysTrue())
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.jtune.search.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.jtune.search")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.jtune.search.cube")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.jtune.search.*")
                        .and(DescribedPredicate.not(resideInAPackage("dev.jtune.search.cube"))))
                .check(CLASSES);
    }

    @Test
    void should_leave_no_package_out_of_the_order() {
        classes()
                .that()
                .resideInAPackage("dev.jtune..")
                .should()
                .resideInAnyPackage(java.util.stream.Stream.concat(
                                ORDER.stream().map(ArchitectureTests::inPackage),
                                java.util.stream.Stream.of(
                                        "dev.jtune", "dev.jtune.space", "dev.jtune.json", "dev.jtune.pareto"))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void should_keep_annotations_and_user_types_free_of_spaces() {
        noClasses()
                .that()
                .resideInAPackage("dev.jtune")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.jtune.space..")
                .check(CLASSES);
    }

    @Test
    void should_use_byte_buddy_in_trainable_only() {
        onlyIn("net.bytebuddy..", "dev.jtune.trainable..");
    }

    @Test
    void should_use_junit_platform_engine_and_class_graph_in_engine_only() {
        onlyIn("org.junit.platform.engine..", "dev.jtune.engine..");
        onlyIn("io.github.classgraph..", "dev.jtune.engine..");
    }

    @Test
    void should_use_jackson_in_journal_and_report_only() {
        onlyIn("tools.jackson..", "dev.jtune.journal..", "dev.jtune.report..");
    }

    @Test
    void should_use_templates_in_report_only() {
        onlyIn("gg.jte..", "dev.jtune.report..");
    }

    @Test
    void should_use_assertj_in_assertions_only() {
        onlyIn("org.assertj..", "dev.jtune.assertj..");
    }

    @Test
    void should_state_the_stability_of_every_public_type() {
        classes()
                .that()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotHaveSimpleName("module-info")
                .and()
                .haveNameNotMatching("dev\\.jtune\\.report\\.html\\.Jte\\w+Generated") // of the pages' templates
                .should()
                .beAnnotatedWith(API.class)
                .check(CLASSES);
    }

    @Test
    void should_mark_every_package_for_null_checks() {
        classes()
                .that(new DescribedPredicate<JavaClass>("are package-info") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getSimpleName().equals("package-info");
                    }
                })
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(CLASSES);
    }

    private static void onlyIn(String library, String... homes) {
        noClasses()
                .that()
                .resideInAPackage("dev.jtune..")
                .and()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    private static String inPackage(String name) {
        return "dev.jtune." + name + "..";
    }
}
