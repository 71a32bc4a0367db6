package io.daybook.runtime.beans;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.Json;
import io.daybook.kernel.store.LimitWatch.Limit;
import io.daybook.kernel.store.LimitWatch.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private static final Logger LOGGER = Logger.getLogger("io.daybook.failure");

    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(logged.getLevel().getName() + " " + logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final FailureLog log = new FailureLog(Json.mapper(List.of()));

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void end() {
        LOGGER.removeHandler(handler);
    }

    @Test
    void what_comes_near_a_limit_or_passes_it_is_a_warning_that_says_what_to_do() {
        log.near(new Near(Limit.CLAIMS, "member-1", 49));
        log.near(new Near(Limit.CLAIMS, "member-1", 99));
        var advice = "\"advice\":\"a command that takes and frees more claims than the limit is refused;"
                + " divide them among several commands or streams\"}";
        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.startsWith("WARN"))
                .first()
                .asString()
                .endsWith(
                        "{\"failure\":\"near-limit\",\"limit\":\"claims\",\"name\":\"member-1\",\"size\":49,\"max\":98,"
                                + advice);
        assertThat(lines.getLast())
                .endsWith(
                        "{\"failure\":\"beyond-limit\",\"limit\":\"claims\",\"name\":\"member-1\",\"size\":99,\"max\":98,"
                                + advice);
    }
}
