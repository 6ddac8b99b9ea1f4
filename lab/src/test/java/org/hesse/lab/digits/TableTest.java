package org.hesse.lab.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void linesFitATerminal() {
        assertEquals(100, Table.header().length());
        for (Measurement m : Runs.of(Runs.small(3, 16, 1)).measurements())
            assertTrue(Table.row(m).length() <= 102, () -> Table.row(m));
    }
}
