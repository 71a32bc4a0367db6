package io.daybook.kernel.memory;

import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.consume.StreamCursorsContract;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.ParkedStreamsContract;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.OperatorTableContract;
import io.daybook.kernel.rows.ReadTableContract;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.RemovalContract;
import io.daybook.kernel.rows.TallyTableContract;
import org.junit.jupiter.api.Nested;

/** What the read side keeps in memory keeps the contracts. */
final class MemoryReadSideTest {
    private static final ReadTables TABLES = new MemoryReadTables();
    private static final ParkedStreams PARKED = new MemoryParkedStreams();
    private static final OperatorTable OPERATORS = new MemoryOperatorTable();
    private static final StreamCursors CURSORS = new MemoryStreamCursors();

    @Nested
    final class Rows extends ReadTableContract {
        @Override
        protected ReadTables tables() {
            return TABLES;
        }
    }

    @Nested
    final class Tallies extends TallyTableContract {
        @Override
        protected ReadTables tables() {
            return TABLES;
        }
    }

    @Nested
    final class Removals extends RemovalContract {
        @Override
        protected ReadTables tables() {
            return TABLES;
        }
    }

    @Nested
    final class Markers extends ParkedStreamsContract {
        @Override
        protected ParkedStreams parked() {
            return PARKED;
        }
    }

    @Nested
    final class Operators extends OperatorTableContract {
        @Override
        protected OperatorTable operators() {
            return OPERATORS;
        }
    }

    @Nested
    final class Cursors extends StreamCursorsContract {
        @Override
        protected StreamCursors cursors() {
            return CURSORS;
        }
    }
}
