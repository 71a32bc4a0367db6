package io.daybook.adapter.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testtools.ForAll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
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

    @Test
    void a_text_that_fills_the_memory_is_not_read() throws IOException {
        for (int length : new int[] {Compression.TEXT_BYTES_MAX, Compression.TEXT_BYTES_MAX + 1}) {
            var bomb = gzip(length);
            assertThat(bomb.b().asByteArrayUnsafe()).hasSizeLessThan(400_000);
            if (length > Compression.TEXT_BYTES_MAX) {
                assertThatThrownBy(() -> Compression.text(bomb)).isInstanceOf(IOException.class);
                assertThat(Compression.isAsWritten(bomb)).isFalse();
            } else {
                assertThat(Compression.text(bomb)).hasSize(length);
                assertThat(Compression.isAsWritten(bomb)).isTrue();
            }
        }
    }

    @Test
    void a_text_that_would_not_be_read_is_not_compressed_either() {
        var text = AttributeValue.fromS("0".repeat(Compression.TEXT_BYTES_MAX + 1));
        assertThat(Compression.compact(Map.of("events", text), "events")).isEqualTo(Map.of("events", text));
    }

    private static AttributeValue gzip(int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[zeros]);
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray()));
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
