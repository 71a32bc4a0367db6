package io.daybook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Calendar;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The locale of the JVM reaches nothing that is stored, answered or logged: what formats, parses, changes case or sorts
 * names its locale. Texts of users are compared by {@link io.daybook.kernel.text.UserText}.
 */
class LocaleFreeTest {
    private static final String ANY = "*";

    /** What depends on the JVM's locale where none is given, by class. */
    private static final Map<String, Set<String>> DEPENDS = Map.ofEntries(
            Map.entry("java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
            Map.entry("java.util.Formatter", Set.of("<init>", "format")),
            Map.entry("java.io.PrintStream", Set.of("printf", "format")),
            Map.entry("java.io.PrintWriter", Set.of("printf", "format")),
            Map.entry("java.io.Console", Set.of("printf", "format", "readLine")),
            Map.entry("java.util.Scanner", Set.of(ANY)),
            Map.entry("java.util.Calendar", Set.of("getInstance")),
            Map.entry("java.util.GregorianCalendar", Set.of("<init>")),
            Map.entry("java.util.Currency", Set.of("getSymbol", "getDisplayName")),
            Map.entry("java.util.Locale", Set.of("getDefault", "setDefault")),
            Map.entry("java.util.ResourceBundle", Set.of("getBundle")),
            Map.entry(
                    "java.text.NumberFormat",
                    Set.of(
                            "getInstance",
                            "getNumberInstance",
                            "getIntegerInstance",
                            "getCurrencyInstance",
                            "getPercentInstance",
                            "getCompactNumberInstance")),
            Map.entry("java.text.DecimalFormat", Set.of("<init>")),
            Map.entry("java.text.DecimalFormatSymbols", Set.of("<init>", "getInstance")),
            Map.entry(
                    "java.text.DateFormat",
                    Set.of("getInstance", "getDateInstance", "getTimeInstance", "getDateTimeInstance")),
            Map.entry("java.text.SimpleDateFormat", Set.of("<init>")),
            Map.entry("java.text.MessageFormat", Set.of("<init>", "format")),
            Map.entry("java.text.Collator", Set.of("getInstance")),
            Map.entry(
                    "java.text.BreakIterator",
                    Set.of("getWordInstance", "getLineInstance", "getCharacterInstance", "getSentenceInstance")),
            Map.entry(
                    "java.time.format.DateTimeFormatter",
                    Set.of(
                            "ofPattern",
                            "ofLocalizedDate",
                            "ofLocalizedTime",
                            "ofLocalizedDateTime",
                            "ofLocalizedPattern")),
            Map.entry("java.time.format.DateTimeFormatterBuilder", Set.of("toFormatter")));

    /** Compares without regard to case by a rule of its own, which is not that for texts of users. */
    private static final Set<String> OTHER_RULES = Set.of("equalsIgnoreCase", "compareToIgnoreCase");

    private static final ArchRule RULE = noClasses()
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("the JVM's locale is used") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return isRefused(access);
                }
            });

    @Test
    void main_code_names_its_locale() {
        RULE.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.daybook"));
    }

    @Test
    void the_rule_sees_every_way_to_use_the_locale_of_the_jvm() {
        var found = RULE.evaluate(new ClassFileImporter().importClasses(Local.class));
        assertThat(found.getFailureReport().getDetails()).hasSize(Local.WAYS);
    }

    @Test
    void the_rule_takes_what_names_its_locale() {
        RULE.check(new ClassFileImporter().importClasses(Free.class));
    }

    private static boolean isRefused(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return access.getTarget().getName().equals("CASE_INSENSITIVE_ORDER");
        }
        var owner = target.getOwner().getFullName();
        boolean isFormatting =
                owner.startsWith("org.jboss.logging.") && target.getName().matches("[a-z]+[fv]");
        boolean takesLocale = target.getRawParameterTypes().stream()
                .anyMatch(type -> Set.of("java.util.Locale", "java.text.DecimalFormatSymbols")
                        .contains(type.getFullName()));
        var names = DEPENDS.getOrDefault(owner, Set.of());
        return isFormatting
                || OTHER_RULES.contains(target.getName())
                || (!takesLocale && (names.contains(ANY) || names.contains(target.getName())));
    }

    /** Never run: what the rule refuses, each once. */
    @SuppressWarnings({"unused", "JdkObsolete", "DefaultLocale", "StringCaseLocaleUsage"})
    private static final class Local {
        static final int WAYS = 19;

        static List<Object> all(PrintStream out, Logger log, String text) {
            out.printf("%d", 1);
            log.infof("%d", 1);
            UnaryOperator<String> reference = String::toUpperCase;
            return List.of(
                    String.format("%d", 1),
                    "%d".formatted(1),
                    text.toLowerCase(),
                    reference,
                    new Formatter(),
                    new Scanner(text),
                    Calendar.getInstance(),
                    Locale.getDefault(),
                    NumberFormat.getIntegerInstance(),
                    new DecimalFormat("0"),
                    new SimpleDateFormat("yyyy"),
                    MessageFormat.format("{0}", 1),
                    Collator.getInstance(),
                    DateTimeFormatter.ofPattern("yyyy"),
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT),
                    new DateTimeFormatterBuilder().toFormatter(),
                    text.equalsIgnoreCase(text));
        }
    }

    /** Never run: what the rule takes. */
    @SuppressWarnings("unused")
    private static final class Free {
        static List<Object> all(PrintStream out, Logger log, String text) {
            out.printf(Locale.ROOT, "%d", 1);
            log.info("text " + 1);
            return List.of(
                    String.format(Locale.ROOT, "%d", 1),
                    text.toLowerCase(Locale.ROOT),
                    NumberFormat.getIntegerInstance(Locale.ROOT),
                    DateTimeFormatter.ofPattern("yyyy", Locale.ROOT),
                    new DateTimeFormatterBuilder().toFormatter(Locale.ROOT));
        }
    }
}
