package io.daybook.adapter.dynamodb.store;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The smallest aggregate that claims something: everybody has one nickname, and no two the same but for upper and lower case. */
final class Nicknames implements Decider<Nicknames.Take, Nicknames.State, Nicknames.Taken> {
    static final EventTypes<Taken> TYPES = EventTypes.of(EventType.of("NicknameTaken", Taken.class));

    static final Category<Take, State, Taken> CATEGORY = new Category<>(
            "nickname", new Nicknames(), List.of(CommandType.creating("take", Take.class)), TYPES, State.class, 1);

    record Take(String name) {}

    record Taken(String name) {}

    record State(String name) {}

    record InUse(String name) implements Rejection {
        @Override
        public String code() {
            return "nickname-in-use";
        }

        @Override
        public String message() {
            return "Somebody is called " + name + " already.";
        }
    }

    @Override
    public State initial() {
        return new State("");
    }

    @Override
    public Decision<Taken> decide(Take command, State state) {
        return Decision.accept(new Taken(command.name()));
    }

    @Override
    public State evolve(State state, Taken event) {
        return new State(event.name());
    }

    @Override
    public Set<Claim> claims(State state) {
        return state.name().isEmpty()
                ? Set.of()
                : Set.of(new Claim("nickname", state.name().toLowerCase(Locale.ROOT), new InUse(state.name())));
    }
}
