package org.hesse.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void commentsNamesRowsWithAllDigits() {
        CsvTable table = new CsvTable("layer", "trace").add("fc1", 0.1 + 0.2).add("out", -1e-300);
        assertEquals("# seed: 1\nlayer,trace\nfc1,0.30000000000000004\nout,-1.0E-300\n",
                table.text(List.of("# seed: 1")));
    }

    @Test
    void textsAreQuotedWhereTheyMustBe() {
        assertEquals("a\n\"x,y\"\n\"say \"\"z\"\"\"\n", new CsvTable("a").add("x,y").add("say \"z\"").text(List.of()));
    }

    @Test
    void rowsHaveACellForEveryName() {
        String message = assertThrows(IllegalArgumentException.class, () -> new CsvTable("a", "b").add(1)).getMessage();
        assertEquals("csv: a row of 1 under 2 names", message);
    }
}
