package io.daybook;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook.kernel", "io.daybook.adapter", "io.daybook.runtime");

    @Test
    void the_kernel_is_plain_java() {
        classes()
                .that()
                .resideInAPackage("io.daybook.kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.daybook.kernel..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "text, ''",
        "event, ''",
        "access, ''",
        "schema, event",
        "decide, event schema text",
        "command, event access decide",
        "failure, event",
        "job, event consume failure",
        "work, consume deliver failure job",
        "verify, event",
        "store, event command failure verify",
        "signal, event command",
        "handle, event access schema command decide store failure signal",
        "consume, event schema store failure text",
        "shared, failure",
        "operate, event consume failure shared",
        "deliver, event store consume failure operate signal",
        "rows, event store failure text",
        "project, event schema decide store failure consume rows text",
        "tally, event schema decide store failure consume rows",
        "saga, event command decide",
        "send, event command decide handle saga",
        "process, event schema command decide store failure consume deliver operate saga send signal",
        "sweep, event consume deliver failure operate process saga signal",
        "react, event schema command decide store failure consume saga send",
        "generation, event failure rows shared",
        "feed, event consume failure generation",
        "registration, event store failure consume shared",
        "reconcile, event consume failure job operate store verify",
        "replay, event command consume failure generation job operate reconcile rows store verify",
        "memory, event schema command store failure verify consume deliver operate rows saga job generation shared"
    })
    void a_kernel_package_knows_only_what_it_builds_on(String name, String others) {
        var allowed =
                new ArrayList<>(List.of("java..", "org.jspecify..", "io.daybook.kernel", "io.daybook.kernel." + name));
        for (var other : others.split(" ", -1)) {
            allowed.add("io.daybook.kernel." + other);
        }
        classes()
                .that()
                .resideInAPackage("io.daybook.kernel." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void adapters_know_the_kernel_and_not_each_other_but_for_json() {
        slices().matching("io.daybook.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("io.daybook.adapter.."), resideInAnyPackage("io.daybook.adapter.json.."))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.daybook.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.daybook.runtime..")
                .check(MAIN);
    }

    @Test
    void endpoints_build_on_the_http_edge_and_not_on_each_other() {
        slices().matching("io.daybook.adapter.lambda.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("io.daybook.adapter.lambda.."),
                        resideInAnyPackage(
                                "io.daybook.adapter.lambda.answer..",
                                "io.daybook.adapter.lambda.http..",
                                "io.daybook.adapter.lambda.page.."))
                .check(MAIN);
    }

    @Test
    void each_port_on_dynamodb_is_apart_from_the_others() {
        slices().matching("io.daybook.adapter.dynamodb.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage(
                                "io.daybook.adapter.dynamodb.project..", "io.daybook.adapter.dynamodb.job.."),
                        resideInAPackage("io.daybook.adapter.dynamodb.consume.."))
                .ignoreDependency(
                        resideInAPackage("io.daybook.adapter.dynamodb.."),
                        resideInAPackage("io.daybook.adapter.dynamodb.capacity.."))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.daybook.adapter.dynamodb")
                .should()
                .dependOnClassesThat(resideInAPackage("io.daybook.adapter.dynamodb.*..")
                        .and(resideOutsideOfPackage("io.daybook.adapter.dynamodb.capacity")))
                .check(MAIN);
    }

    @Test
    void what_an_application_lists_in_its_catalog_stands_on_the_kernel_alone() {
        classes()
                .that()
                .resideInAPackage("io.daybook.runtime")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.daybook.runtime", "io.daybook.kernel..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void only_the_wiring_the_functions_and_the_native_image_know_the_container() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.daybook.runtime.beans",
                        "io.daybook.runtime.wiring",
                        "io.daybook.runtime.functions",
                        "io.daybook.runtime.image")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..", "org.jboss..")
                .check(MAIN);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("io.daybook.(*)..").should().beFreeOfCycles().check(MAIN);
        slices().matching("io.daybook.(*).(*)..").should().beFreeOfCycles().check(MAIN);
    }
}
