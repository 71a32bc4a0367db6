package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.fixture.ReadApi;
import io.daybook.models.parcel.Manifest;
import io.daybook.models.parcel.Parcel;
import io.daybook.runtime.wiring.Model;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every type goes in as a command, is stored as an event, kept as a row and shown as it came. */
class TypesContractTest {
    private final ReadApi read = new ReadApi(Model.of(new Parcel()));

    @Test
    void a_command_of_every_type_comes_back_as_a_row_an_event_and_a_state() throws IOException {
        var mapper = Json.mapper(new Parcel().scalars());
        var body = new CommandReader(mapper).write(new Parcel.Pack(Manifest.example()));
        var manifest = mapper.readTree(body).path("manifest");
        read.after("/parcels/p1/pack", body);
        assertThat(mapper.readTree(read.get("/parcels/p1").text()).path("manifest"))
                .isEqualTo(manifest);
        assertThat(mapper.readTree(read.get("/streams/parcel-p1/events").text()).at("/items/0/data/manifest"))
                .isEqualTo(manifest);
        assertThat(mapper.readTree(read.get("/streams/parcel-p1/state").text()).at("/state/manifest"))
                .isEqualTo(manifest);
        assertThat(read.api
                        .post("/parcels/p1/pack", body.replace("2026-02-28", "2026-02-30"))
                        .status())
                .isEqualTo(400);
        assertThat(read.api.defects).isEmpty();
    }
}
