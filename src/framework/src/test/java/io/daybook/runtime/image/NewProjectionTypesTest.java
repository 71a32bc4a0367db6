package io.daybook.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.models.NewProjections;
import io.daybook.runtime.check.JsonTypes;
import org.junit.jupiter.api.Test;

/** A projection more is known to the native image as soon as the catalog lists it. */
class NewProjectionTypesTest {
    @Test
    void the_native_image_knows_its_rows() {
        assertThat(JsonTypes.of(new NewProjections()).found())
                .contains(
                        NewProjections.Fillings.Row.class,
                        NewProjections.FillingsByDay.Row.class,
                        NewProjections.Owners.Row.class);
    }
}
