package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Layout layout = Layout.builder().add("w", 2, 3).add("b", 2).add("scale").build();

    @Test
    void layerIsAllBeforeTheLastDot() {
        Layout layout = Layout.builder().add("a1.q.weight", 1).add("bias", 1).build();
        assertEquals("a1.q", layout.segments().get(0).layer());
        assertEquals("bias", layout.segments().get(1).layer());
    }

    @Test
    void segmentsLieOneAfterTheOther() {
        assertEquals(9, layout.size());
        assertEquals("[w[2, 3], b[2], scale[]]", layout.toString());
        assertEquals(0, layout.segment("w").offset());
        assertEquals(6, layout.segment("b").offset());
        assertEquals(8, layout.segment("scale").offset());
        assertEquals(1, layout.segment("scale").size());
        assertTrue(layout.has("b"));
        assertFalse(layout.has("c"));
    }

    @Test
    void segmentLooksAtTheVector() {
        double[] theta = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        Array b = layout.segment("b").of(theta);
        assertArrayEquals(new double[] {6, 7}, b.toArray());
        b.set(0, -1);
        assertEquals(-1, theta[6]);
    }

    @Test
    void builderKeepsNoHoldOnABuiltLayout() {
        Layout.Builder builder = Layout.builder().add("w", 2);
        Layout built = builder.build();
        builder.add("b", 3);
        assertEquals(2, built.size());
        assertFalse(built.has("b"));
    }

    @Test
    void errorsNameTheParameters() {
        assertMessage("layout: no parameter 'c', there are [w, b, scale]", () -> layout.segment("c"));
        assertMessage("layout: parameter 'w' is declared twice", () -> Layout.builder().add("w", 1).add("w", 1));
        assertMessage("direction: has 8 numbers, the parameters are 9: [w[2, 3], b[2], scale[]]",
                () -> layout.check("direction", new double[8]));
    }

    private static void assertMessage(String expected, Runnable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
