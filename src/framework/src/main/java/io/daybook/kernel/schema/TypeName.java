package io.daybook.kernel.schema;

import io.daybook.kernel.PublicApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that distinguishes a case of a sealed interface in JSON:
 *
 * <pre>{@code
 * sealed interface Method {
 *     @TypeName("card") record Card(String number) implements Method {}
 *     @TypeName("transfer") record Transfer(String iban) implements Method {}
 * }
 * }</pre>
 *
 * <p>A component {@code Method method} is then written as {@code {"type":"card","number":"…"}}. The name is stored, so
 * it never changes, even if the class does. Commands and events need no such name, because their categories name them.
 */
@PublicApi
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TypeName {
    /** One word of {@code A-Z a-z 0-9 _ -}. */
    String value();
}
