package io.daybook.laptop;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.kernel.PublicApi;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.beans.DaybookConfig;
import io.daybook.runtime.beans.LocalDoorbell;
import io.daybook.runtime.beans.LocalDynamoDb;
import io.daybook.runtime.job.ReplayPorts;
import io.daybook.runtime.wiring.Wiring;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the laptop, and from them to the other modules. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook");

    /**
     * It runs whatever application and functions there are, by their names. It answers in the framework's problem
     * documents, reads what a token is asked for as a command is read, puts roles in the claim in which functions look for
     * them, puts the commits of an export into the event store, and tells the wiring to forget what a lost database held.
     */
    @Test
    void the_laptop_knows_dynamodb_local_and_little_of_the_framework() {
        classes()
                .that()
                .resideInAPackage("io.daybook.laptop..")
                .and()
                .resideOutsideOfPackage("io.daybook.laptop.openapi..")
                .should()
                .onlyDependOnClassesThat(or(
                        resideOutsideOfPackage("io.daybook.."),
                        resideInAnyPackage("io.daybook.laptop..", "io.daybook.dynamodblocal.."),
                        type(LocalDynamoDb.class),
                        type(LocalDoorbell.class),
                        type(ReplayPorts.class),
                        type(Wiring.class),
                        type(Catalog.class),
                        type(DaybookConfig.class),
                        type(DaybookConfig.Jobs.class),
                        type(PublicApi.class),
                        resideInAnyPackage(
                                "io.daybook.kernel.decide",
                                "io.daybook.kernel.event",
                                "io.daybook.kernel.failure",
                                "io.daybook.kernel.generation",
                                "io.daybook.kernel.job",
                                "io.daybook.kernel.store",
                                "io.daybook.adapter.json..",
                                "io.daybook.adapter.lambda.answer",
                                "io.daybook.adapter.lambda.http",
                                "io.daybook.runtime.check")))
                .check(MAIN);
    }

    /** The framework is deployed without the laptop. */
    @Test
    void the_framework_does_not_know_the_laptop() {
        noClasses()
                .that()
                .resideInAnyPackage("io.daybook.kernel..", "io.daybook.adapter..", "io.daybook.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.daybook.laptop..", "io.daybook.dynamodblocal..")
                .check(MAIN);
    }

    @Test
    void dynamodb_local_is_below_everything() {
        noClasses()
                .that()
                .resideInAPackage("io.daybook.dynamodblocal..")
                .should()
                .dependOnClassesThat(
                        and(resideInAPackage("io.daybook.."), resideOutsideOfPackage("io.daybook.dynamodblocal..")))
                .check(MAIN);
    }

    @Test
    void gateway_pump_and_template_form_no_cycle_and_know_nothing_of_what_puts_them_together() {
        slices().matching("io.daybook.laptop.(*)..").should().beFreeOfCycles().check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.daybook.laptop.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.daybook.laptop")
                .check(MAIN);
    }

    @Test
    void the_gateway_and_the_pump_know_nothing_of_each_other() {
        slices().matching("io.daybook.laptop.(gateway|pump)..")
                .should()
                .notDependOnEachOther()
                .check(MAIN);
    }

    /** Both run in tests without it. */
    @Test
    void gateway_pump_and_template_do_not_know_the_container() {
        noClasses()
                .that()
                .resideInAPackage("io.daybook.laptop.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
                .check(MAIN);
    }
}
