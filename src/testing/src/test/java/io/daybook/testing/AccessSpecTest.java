package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.testing.Doors.Command;
import io.daybook.testing.Doors.Event;
import io.daybook.testing.Notes.Note;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How rules about callers are tested, and that the kit sees what is wrong. */
final class AccessSpecTest {
    private static final Caller PORTER = Caller.of("d1", "porter");
    private static final Caller OTHER = Caller.of("d2", "porter");
    private static final Caller OPERATOR = Caller.of("ann", "operator");
    private static final Note OWN = new Note("d1", List.of(), 1);

    private final AccessSpec access = AccessSpec.of(new House());

    /** A porter opens and closes the door with its own name, looks back only when it is open, and has notes of its own. */
    private static final class House implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return List.of(Aggregate.of("doors", Doors.DOOR).withAccess(new Keys()));
        }

        @Override
        public List<ReadModel<?, ?>> readModels() {
            return List.of(new ReadModel<>("notes", new Notes.View())
                    .withAccess(RowAccess.own("porter", Note::text).listedBy("text")));
        }
    }

    private static final class Keys implements StreamAccess<Command, Doors.State> {
        @Override
        public boolean permits(Caller caller, Command command, String id, Doors.State state) {
            return caller.has("porter") && caller.is(id) && !(command instanceof Command.Ring);
        }

        @Override
        public boolean shows(Caller caller, String id, Doors.State state) {
            return state.isOpen();
        }
    }

    @Test
    void who_may_send_what_and_read_a_history() {
        var door = access.stream(Doors.DOOR, "d1");
        var open = door.given(new Event.Opened());
        open.by(PORTER).permits(new Command.Open(), new Command.Close()).refuses(new Command.Ring("Ada"));
        open.by(PORTER).showsHistory();
        open.by(OTHER).refuses(new Command.Open(), new Command.Close()).showsHistory();
        open.by(OPERATOR).permits(new Command.Ring("Ada")).showsHistory();
        open.by(Caller.of("d1")).refuses(new Command.Open()).hidesHistory();
        door.given(new Event.Opened(), new Event.Closed()).by(PORTER).hidesHistory();
        door.given().by(PORTER).permits(new Command.Open()).hidesHistory();
    }

    @Test
    void who_sees_and_lists_which_rows() {
        var notes = access.rows("notes", Note.class);
        notes.by(PORTER)
                .shows(OWN)
                .lists("text", "d1")
                .refusesList("text", "d2")
                .refusesList("tag", "d1");
        notes.by(OTHER).hides(OWN);
        notes.by(OPERATOR).shows(OWN).lists("tag", "anything");
    }

    @Test
    void what_is_not_so_fails() {
        var open = access.stream(Doors.DOOR, "d1").given(new Event.Opened());
        fails(() -> open.by(OTHER).permits(new Command.Open()));
        fails(() -> open.by(PORTER).permits(new Command.Open(), new Command.Ring("Ada")));
        fails(() -> open.by(PORTER).refuses(new Command.Ring("Ada"), new Command.Open()));
        fails(() -> open.by(PORTER).hidesHistory());
        fails(() -> access.stream(Doors.DOOR, "d1").given().by(PORTER).showsHistory());
        var notes = access.rows("notes", Note.class);
        fails(() -> notes.by(OTHER).shows(OWN));
        fails(() -> notes.by(PORTER).hides(OWN));
        fails(() -> notes.by(OTHER).lists("text", "d1"));
        fails(() -> notes.by(PORTER).refusesList("text", "d1"));
    }

    @Test
    void what_the_catalog_does_not_have_fails() {
        fails(() -> AccessSpec.of(new Nothing()).stream(Doors.DOOR, "d1"));
        fails(() -> access.rows("note", Note.class));
        fails(() -> access.rows("notes", String.class));
        fails(() -> access.rows("notes", Note.class).by(PORTER).refusesList("author", "d1"));
    }

    private static final class Nothing implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return List.of();
        }
    }

    private static void fails(ThrowingCallable expectation) {
        assertThatThrownBy(expectation).isInstanceOf(AssertionError.class);
    }
}
