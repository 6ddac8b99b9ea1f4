package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.hesse.engine.array.Providers;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private static final Provenance HERE = Provenance.of("hesse digits", 7L, "00ff");

    @Test
    void knowsWhereItRuns() {
        assertEquals(Providers.kernels().name(), HERE.kernels());
        assertEquals(Runtime.getRuntime().availableProcessors(), HERE.cores());
        assertFalse(HERE.processor().isBlank());
        assertTrue(HERE.jvm().contains(Runtime.version().toString().split("\\+", 2)[0]), HERE.jvm());
        assertFalse(Instant.parse(HERE.date()).isAfter(Instant.now()));
    }

    @Test
    void commentsAreItsFields() {
        assertEquals(HERE.fields().size(), HERE.comments().size());
        assertTrue(HERE.comments().contains("# seed: 7"), HERE.comments().toString());
        assertTrue(HERE.comments().contains("# command_line: hesse digits"), HERE.comments().toString());
    }
}
