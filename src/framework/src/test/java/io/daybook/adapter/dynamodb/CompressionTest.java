package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.ForAll;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What was compressed here is recognised as such, whatever it ends with. */
final class CompressionTest {
    private static final int SEEDS = 3_000;

    @Test
    void whatever_is_compressed_is_as_it_was_written() {
        ForAll.seeds(SEEDS, random -> {
            var value = compressed(random);
            assertThat(value.b()).isNotNull();
            assertThat(Compression.isAsWritten(value)).isTrue();
        });
    }

    @Test
    void a_value_that_is_cut_off_is_not_as_it_was_written() {
        var bytes = compressed(new Random(1)).b().asByteArray();
        for (int length = 0; length < bytes.length; length++) {
            var cut = AttributeValue.fromB(SdkBytes.fromByteArray(Arrays.copyOf(bytes, length)));
            assertThat(Compression.isAsWritten(cut)).as("%d bytes", length).isFalse();
        }
    }

    private static AttributeValue compressed(Random random) {
        var letters = random.ints(40 + random.nextInt(400), 'a', 'h')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        var text = letters.repeat(1 + 4_000 / letters.length());
        var item = Compression.compact(Map.of("events", AttributeValue.fromS(text)), "events");
        return Objects.requireNonNull(item.get("events"));
    }
}
