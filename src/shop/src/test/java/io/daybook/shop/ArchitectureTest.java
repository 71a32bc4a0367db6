package io.daybook.shop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the shop's packages, and from them to the framework. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.daybook");

    private static final JavaClasses MAIN = ALL.that(resideInAPackage("io.daybook.shop.."));

    /** Rules, and the values, processes and ports that belong to them; the rest is settings and clients. */
    private static final DescribedPredicate<JavaClass> DOMAIN =
            resideInAPackage("io.daybook.shop.*..").and(not(resideInAPackage("io.daybook.shop.gateway..")));

    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?(io\\.daybook(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*)");

    private static final DescribedPredicate<JavaClass> PUBLIC_API =
            DescribedPredicate.describe("public API", ArchitectureTest::isPublicApi);

    @Test
    void the_domain_knows_only_the_kernel() {
        classes()
                .that(DOMAIN)
                .should()
                .onlyDependOnClassesThat(
                        DOMAIN.or(resideInAnyPackage("io.daybook.kernel..", "java..", "org.jspecify..")))
                .check(MAIN);
    }

    /** All may use the shared values; the saga of a process may know the aggregates that it drives. */
    @Test
    void aggregates_know_nothing_of_each_other() {
        var shared = resideInAnyPackage("io.daybook.shop.value..");
        var process = resideInAnyPackage("io.daybook.shop.fulfilment..");
        slices().matching("io.daybook.shop.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DOMAIN, shared)
                .ignoreDependency(process, DOMAIN.and(not(shared)))
                .ignoreDependency(
                        resideInAPackage("io.daybook.shop.gateway.."),
                        resideInAnyPackage("io.daybook.shop.payment..", "io.daybook.shop.value.."))
                .check(MAIN);
    }

    @Test
    void the_shared_values_know_no_aggregate() {
        classes()
                .that()
                .resideInAPackage("io.daybook.shop.value..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.daybook.shop.value..", "io.daybook.kernel..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void rules_read_no_clock_roll_no_dice_and_do_no_io() {
        noClasses()
                .that(DOMAIN)
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
        slices().matching("io.daybook.shop.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void every_decider_has_sealed_commands_and_events_and_every_rejection_is_sealed() {
        for (var type : MAIN) {
            if (type.isAssignableTo(Decider.class) && !type.isInterface()) {
                for (var part : List.of("Command", "Event", "Rejection")) {
                    assertThat(MAIN.get(type.getFullName() + part).reflect()).isSealed();
                }
            }
            if (type.isAssignableTo(Rejection.class) && type.isInterface()) {
                assertThat(type.reflect()).isSealed();
            }
        }
    }

    /** So that the framework may change all else. */
    @Test
    void the_shop_uses_nothing_of_the_framework_but_its_public_api() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        PUBLIC_API.or(resideInAPackage("io.daybook.shop..")).or(not(resideInAPackage("io.daybook.."))))
                .check(MAIN);
    }

    /** Whoever may use a type may use what its methods take and give. Stand-ins are for their own tests to explain. */
    @Test
    void the_public_api_takes_and_gives_only_public_api() {
        var applications = ALL.that(PUBLIC_API.and(
                        not(resideInAnyPackage("io.daybook.kernel.memory..", "io.daybook.testing.lambda.."))))
                .that(DescribedPredicate.describe("public", ArchitectureTest::isPublic));
        assertThat(applications).isNotEmpty();
        for (var type : applications) {
            assertThat(signatures(type).filter(used -> used.getPackageName().startsWith("io.daybook.")))
                    .as(type.getFullName())
                    .allMatch(ArchitectureTest::isPublicApi);
        }
    }

    /** The skeleton is what users copy, tests included. Its imports of nested cases name their outer type. */
    @Test
    void the_skeleton_uses_nothing_of_the_framework_but_its_public_api() throws IOException {
        var imported = new TreeSet<String>();
        try (var files = Files.walk(ShopForTests.REPOSITORY.resolve("infra").resolve("skeleton"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                IMPORT.matcher(Files.readString(file)).results().forEach(found -> imported.add(found.group(1)));
            }
        }
        assertThat(imported)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        name -> assertThat(isPublicApi(ALL.get(name))).as(name).isTrue());
    }

    private static boolean isPublicApi(JavaClass type) {
        return Stream.iterate(Optional.of(type), Optional::isPresent, at -> at.flatMap(JavaClass::getEnclosingClass))
                        .flatMap(Optional::stream)
                        .anyMatch(at -> at.isAnnotatedWith(PublicApi.class))
                || type.getPackage().isAnnotatedWith(PublicApi.class);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static Stream<JavaClass> signatures(JavaClass type) {
        return Stream.concat(
                        type.getCodeUnits().stream()
                                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                                .flatMap(unit -> unit.getAllInvolvedRawTypes().stream()),
                        type.getAllRawSuperclasses().stream())
                .map(JavaClass::getBaseComponentType);
    }
}
