package io.daybook.runtime.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.Json;
import io.daybook.kernel.access.Caller;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventType;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds everything in a catalog that would fail only later, and says what to change. */
public final class CatalogCheck {
    /** The first parts of the framework's own paths. */
    private static final Set<String> RESERVED = Set.of("admin", "analytics", "dev", "sagas", "streams");

    private static final Pattern COLLECTION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** The name under which rows, cursors and marks are stored. */
    private static final Pattern CONSUMER = Pattern.compile("[a-z0-9-]{1,64}");

    private final Catalog catalog;
    private final List<String> defects = new ArrayList<>();

    private CatalogCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @return lines that each say what to change; none if the application can start */
    public static List<String> defects(Catalog catalog) {
        var check = new CatalogCheck(catalog);
        check.categories();
        check.collections();
        check.consumers();
        check.lookups();
        check.access();
        check.commandsAndEvents();
        check.defects.addAll(VersionCheck.defects(catalog));
        check.defects.addAll(JsonTypes.of(catalog).defects());
        return check.defects;
    }

    /** @return defects that only the build of a native image would find, which reads the catalog's name from a file */
    public static List<String> service(Catalog catalog) {
        boolean isNamed = ServiceLoader.load(Catalog.class).stream()
                .anyMatch(provider -> provider.type().isInstance(catalog));
        return isNamed
                ? List.of()
                : List.of("the catalog is not found while a native image is built: name "
                        + catalog.getClass().getName() + " in src/main/resources/META-INF/services/"
                        + Catalog.class.getName());
    }

    private void categories() {
        once(
                catalog.aggregates().stream()
                        .map(aggregate -> aggregate.category().name()),
                "aggregates have the category");
    }

    private void collections() {
        var written = catalog.aggregates().stream()
                .flatMap(aggregate -> aggregate.collection().stream())
                .toList();
        var read = catalog.readModels().stream().map(ReadModel::collection).toList();
        once(written.stream(), "aggregates have the collection");
        once(read.stream(), "read models have the collection");
        once(catalog.tallies().stream().map(TallyModel::name), "tallies are called");
        Stream.of(
                        written,
                        read,
                        catalog.tallies().stream().map(TallyModel::name).toList())
                .flatMap(List::stream)
                .distinct()
                .filter(name -> !COLLECTION.matcher(name).matches())
                .forEach(name ->
                        defects.add("'" + name + "' is part of a path: call it in kebab case, such as room-types"));
        Stream.concat(written.stream(), read.stream())
                .distinct()
                .filter(RESERVED::contains)
                .forEach(name -> defects.add("the collection '" + name + "' would hide paths below /" + name
                        + " that every application has: call it otherwise"));
    }

    private void consumers() {
        var names = Stream.of(
                        catalog.readModels().stream()
                                .map(model -> model.projection().name()),
                        catalog.tallies().stream().map(tally -> tally.tally().name()),
                        catalog.sagas().stream().map(Saga::name))
                .flatMap(each -> each)
                .toList();
        once(names.stream(), "projections or sagas are called");
        names.stream()
                .distinct()
                .filter(name -> !CONSUMER.matcher(name).matches())
                .forEach(name -> defects.add(
                        "a projection or saga is called '" + name + "': give it 1..64 characters of a-z 0-9 -"));
    }

    /** Several lookups may share a range. */
    private void lookups() {
        for (var readModel : catalog.readModels()) {
            var lookups = readModel.projection().lookups();
            var names = lookups.stream().map(lookup -> lookup.parameter().name());
            var ranges = lookups.stream()
                    .flatMap(lookup -> Stream.ofNullable(lookup.order().range()))
                    .distinct()
                    .flatMap(range -> Stream.of(Lookup.from(range), Lookup.to(range)));
            once(
                    Stream.of(Stream.of("limit", "cursor"), names, ranges).flatMap(each -> each),
                    "parameters of the list " + readModel.collection() + " are called");
        }
    }

    /** A lookup that is misspelt would let its role list nothing, and that by words more than it should. */
    private void access() {
        for (var readModel : catalog.readModels()) {
            for (var grant : readModel.access().grants()) {
                var where = "the rule about the rows of " + readModel.collection();
                if (grant.role().equals(Caller.OPERATOR)) {
                    defects.add(where + " names the role " + Caller.OPERATOR
                            + ", which may see everything without one: leave it out");
                } else if (!Caller.isRole(grant.role())) {
                    defects.add(where + " names the role '" + grant.role()
                            + "', which no token can: call it by characters of A-Z a-z 0-9 . _ : -");
                }
                if (grant.lookup() != null) {
                    owned(readModel.projection().lookups(), grant.lookup(), where);
                }
            }
        }
    }

    private void owned(List<? extends Lookup<?>> lookups, String name, String where) {
        var lookup = lookups.stream()
                .filter(one -> one.parameter().name().equals(name))
                .findFirst();
        if (lookup.isEmpty()) {
            defects.add(where + " lets callers list by '" + name + "', which is no lookup: name one of "
                    + lookups.stream().map(one -> one.parameter().name()).toList());
        } else if (lookup.get().index().places() == Lookup.Places.WORDS) {
            defects.add(where + " lets callers list by '" + name
                    + "', which also finds what only begins like their id: name a lookup of whole ids");
        }
    }

    private void commandsAndEvents() {
        var mapper = Json.mapper(catalog.scalars());
        for (var category :
                catalog.aggregates().stream().map(Aggregate::category).toList()) {
            category.commands().forEach(command -> defaults(category, command, mapper));
            listed(category.commands().stream().map(CommandType::javaType), "the commands of " + category.name());
            listed(category.events().all().stream().map(EventType::javaType), "the events of " + category.name());
        }
    }

    /**
     * Without this, a default without a field would be ignored silently, and one that does not fit would be found by
     * the first client.
     */
    private void defaults(Category<?, ?, ?> category, CommandType<?> command, ObjectMapper mapper) {
        command.defaults().forEach((field, value) -> {
            var where = "the command " + command.name() + " of " + category.name();
            var type = field(command.javaType(), List.of(field.split("\\.", -1)));
            if (type.isEmpty()) {
                defects.add(where + " has a default for '" + field + "', but no such field: correct one of the two");
                return;
            }
            try {
                mapper.readerFor(mapper.constructType(type.get())).readValue(mapper.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                defects.add(where + " has the default " + value + " for '" + field + "', which is no "
                        + type.get().getTypeName() + ": give one that is");
            }
        });
    }

    private static Optional<Type> field(Class<?> type, List<String> path) {
        var component = Optional.ofNullable(type.getRecordComponents()).stream()
                .flatMap(Arrays::stream)
                .filter(one -> one.getName().equals(path.getFirst()))
                .findFirst();
        return path.size() == 1
                ? component.map(RecordComponent::getGenericType)
                : component.flatMap(one -> field(one.getType(), path.subList(1, path.size())));
    }

    /**
     * All cases of a sealed interface must be listed, or none, because a forgotten case fails when it is first used.
     */
    private void listed(Stream<? extends Class<?>> types, String of) {
        var listed = new ArrayList<Class<?>>();
        types.forEach(listed::add);
        listed.stream()
                .flatMap(type -> Stream.of(type.getInterfaces()))
                .distinct()
                .filter(parent -> parent.isSealed() && listed.stream().allMatch(parent::isAssignableFrom))
                .flatMap(parent -> Stream.of(parent.getPermittedSubclasses()))
                .filter(oneCase -> !listed.contains(oneCase) && !oneCase.isInterface())
                .forEach(oneCase -> defects.add(oneCase.getName() + " is not among " + of + ": list it there"));
    }

    private void once(Stream<String> names, String what) {
        var met = new HashSet<String>();
        names.filter(name -> !met.add(name))
                .distinct()
                .forEach(name -> defects.add("two " + what + " '" + name + "': each has a name of its own"));
    }
}
