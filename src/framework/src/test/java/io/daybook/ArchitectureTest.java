package io.daybook;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook");

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
        "event, ''",
        "store, event",
        "decide, event store",
        "consume, event store",
        "project, event store consume",
        "saga, event store decide consume"
    })
    void a_kernel_package_knows_only_what_it_builds_on(String name, String others) {
        var allowed = new ArrayList<>(List.of("java..", "org.jspecify..", "io.daybook.kernel." + name));
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
    void the_domain_knows_only_the_kernel() {
        classes()
                .that()
                .resideInAPackage("io.daybook.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.daybook.domain..", "io.daybook.kernel..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    /** All may use the shared values; the saga of a process may know the aggregates that it drives. */
    @Test
    void aggregates_know_nothing_of_each_other() {
        var shared = resideInAnyPackage("io.daybook.domain.value..");
        var process = resideInAnyPackage("io.daybook.domain.fulfilment..");
        slices().matching("io.daybook.domain.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("io.daybook.domain.."), shared)
                .ignoreDependency(process, not(shared))
                .check(MAIN);
    }

    @Test
    void the_shared_values_know_no_aggregate() {
        classes()
                .that()
                .resideInAPackage("io.daybook.domain.value..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.daybook.domain.value..", "io.daybook.kernel..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void only_the_composition_root_names_the_domain() {
        noClasses()
                .that()
                .resideInAnyPackage("io.daybook.kernel..", "io.daybook.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.daybook.domain..")
                .check(MAIN);
    }

    @Test
    void adapters_know_the_kernel_and_not_each_other_but_for_json() {
        slices().matching("io.daybook.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("io.daybook.adapter.lambda.."),
                        resideInAnyPackage("io.daybook.adapter.json.."))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.daybook.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.daybook.app..")
                .check(MAIN);
    }

    @Test
    void endpoints_build_on_the_http_edge_and_not_on_each_other() {
        slices().matching("io.daybook.adapter.lambda.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("io.daybook.adapter.lambda.."),
                        resideInAPackage("io.daybook.adapter.lambda.http.."))
                .check(MAIN);
    }

    @Test
    void each_port_on_dynamodb_is_apart_from_the_others() {
        slices().matching("io.daybook.adapter.dynamodb.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("io.daybook.adapter.dynamodb.project.."),
                        resideInAPackage("io.daybook.adapter.dynamodb.consume.."))
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.daybook.adapter.dynamodb")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.daybook.adapter.dynamodb.*..")
                .check(MAIN);
    }

    @Test
    void only_the_app_knows_the_container() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.daybook.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..", "org.jboss..")
                .check(MAIN);
    }

    @Test
    void rules_read_no_clock_roll_no_dice_and_do_no_io() {
        noClasses()
                .that()
                .resideInAPackage("io.daybook.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio..", "java.net..", "java.util.random..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|UUID|Timer)|java\\.security\\.SecureRandom|java\\.lang\\.Thread")
                .orShould()
                .callMethodWhere(target(nameMatching("now|random|randomUUID|currentTimeMillis|nanoTime")))
                .check(MAIN);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("io.daybook.(*).(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void every_decider_has_sealed_commands_and_events_and_every_rejection_is_sealed() {
        for (var type : MAIN) {
            if (type.isAssignableTo(Decider.class) && !type.isInterface()) {
                for (var part : List.of("Command", "Event", "Rejection")) {
                    assertThat(MAIN.get(type.getFullName() + part).reflect()).isSealed();
                }
            }
            if (type.isAssignableTo(Rejection.class) && type.isInterface() && !type.isEquivalentTo(Rejection.class)) {
                assertThat(type.reflect()).isSealed();
            }
        }
    }
}
