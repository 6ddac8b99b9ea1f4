package org.hesse.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FieldsTest {
    /** The stride is the kernel's size unless it is given. */
    public record Pool(int kernel, int stride, boolean ceilMode) {
        public Pool {
            if (kernel < 1) throw new IllegalArgumentException("pool: kernel must be at least 1, got " + kernel);
        }

        public Pool(int kernel) { this(kernel, kernel, false); }

        public Pool(int kernel, int stride) { this(kernel, stride, false); }
    }

    private final Fields<Pool> fields = new Fields<>(Pool.class);

    @Test
    void namesComponentsInSnakeCase() {
        assertEquals("ceil_mode", fields.name(2));
        assertEquals(boolean.class, fields.type(2));
    }

    @Test
    void takesDefaultsFromTheShortestConstructor() {
        assertTrue(fields.isRequired(0));
        assertFalse(fields.isRequired(1));
        assertEquals(new Pool(3, 3, true), fields.build(new Object[] {3, null, true}));
        assertEquals(new Pool(3, 2, false), fields.build(new Object[] {3, 2, null}));
    }

    @Test
    void passesOnWhatTheRecordSays() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> fields.build(new Object[] {0, null, null}));
        assertEquals("pool: kernel must be at least 1, got 0", e.getMessage());
    }
}
