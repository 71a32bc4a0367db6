package io.daybook.runtime.http;

import io.daybook.fixture.ReadApi;

class AccessContractTest extends AccessContract {
    AccessContractTest() {
        super(new ReadApi());
    }
}
