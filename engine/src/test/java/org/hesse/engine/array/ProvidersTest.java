package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProvidersTest {
    @Test
    void plainIsAlwaysThere() {
        assertEquals("plain", Providers.choose("plain").name());
        assertEquals("plain", Providers.choose(null).name());
    }

    @Test
    void aForcedProviderThatIsAbsentIsAnError() {
        String message = assertThrows(IllegalStateException.class, () -> Providers.choose("jblas")).getMessage();
        for (String part : new String[] {"'jblas'", "[plain]", "hesse-kernels-jblas"})
            assertTrue(message.contains(part), message);
    }
}
