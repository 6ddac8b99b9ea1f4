package org.hesse.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final Dataset digits = Digits.load();

    @Test
    void has1797Examples() {
        assertEquals(1797, digits.size());
        assertArrayEquals(new int[] {1797, 64}, digits.x().shape());
        assertArrayEquals(new int[] {1797}, digits.y().shape());
        assertEquals(10, digits.classes());
    }

    /** `zcat digits.csv.gz | head -1`, its first two rows of pixels and its label; a zero. */
    @Test
    void beginsWithAZero() {
        double[] sixteenths = {0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0};
        for (int p = 0; p < sixteenths.length; p++) assertEquals(sixteenths[p] / 16, digits.x().get(p));
        assertEquals(0, digits.y().get(0));
    }

    /** `zcat digits.csv.gz | awk -F, '{print $NF}' | sort | uniq -c`. */
    @Test
    void hasItsLabelCounts() {
        int[] count = new int[10];
        for (int i = 0; i < digits.size(); i++) count[(int) digits.y().get(i)]++;
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, count);
    }

    @Test
    void pixelsGoFrom0To1() {
        assertEquals(0, Arrays.stream(digits.x().toArray()).min().getAsDouble());
        assertEquals(1, Arrays.stream(digits.x().toArray()).max().getAsDouble());
    }

    /** Computed from the csv by Python's struct and hashlib: see {@link ContentHash} for the bytes. */
    @Test
    void hasItsHash() {
        assertEquals("c36a0d231a7c8f623d70c362645baac30e32694181b1c55d2fd9146516106531", digits.sha256());
        assertEquals(digits.sha256(), Digits.load().sha256());
    }

    @Test
    void namesTheRowAndFieldThatIsWrong() {
        assertEquals("digits: has 1 rows, needs 1797", message(List.of("1,2")));
        assertEquals("digits: row 3 has 2 fields, needs 65", message(withThirdRow("1,2")));
        assertEquals("digits: row 3 has 66 fields, needs 65", message(withThirdRow("0,".repeat(65))));
        assertEquals("digits: row 3, field 65: needs an integer 0..9, got '10'",
                message(withThirdRow("0,".repeat(64) + "10")));
        for (String bad : List.of("17", "-1", "x", "", "1.5", "99999999999"))
            assertEquals("digits: row 3, field 1: needs an integer 0..16, got '" + bad + "'",
                    message(withThirdRow(bad + ",0".repeat(64))));
    }

    private static List<String> withThirdRow(String row) {
        List<String> rows = new ArrayList<>(Collections.nCopies(Digits.EXAMPLES, "16,".repeat(64) + "9"));
        assertEquals(Digits.EXAMPLES, Digits.parse(rows).size());
        rows.set(2, row);
        return rows;
    }

    private static String message(List<String> rows) {
        return assertThrows(IllegalArgumentException.class, () -> Digits.parse(rows)).getMessage();
    }
}
