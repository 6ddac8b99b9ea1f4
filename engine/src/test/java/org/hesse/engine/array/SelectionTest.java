package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private final Layout layout = Layout.builder().add("embed", 2).add("fc1.weight", 2, 1).add("fc1.bias", 1)
            .add("fc10.weight", 1, 2).add("out.weight", 1).build();

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"out.*; [out.weight[1]]", "*.bias; [fc1.bias[1]]",
            "fc1.*; [fc1.weight[2, 1], fc1.bias[1]]", "fc1?.*; [fc10.weight[1, 2]]",
            "!embed; [fc1.weight[2, 1], fc1.bias[1], fc10.weight[1, 2], out.weight[1]]",
            "out.weight,embed; [embed[2], out.weight[1]]", "*.weight,!fc1*; [out.weight[1]]",
            "!embed, !*.weight; [fc1.bias[1]]", "*; [embed[2], fc1.weight[2, 1], fc1.bias[1], fc10.weight[1, 2], "
                    + "out.weight[1]]"})
    void patternsChooseByName(String patterns, String expected) {
        assertEquals(expected, layout.select(patterns).part().toString());
    }

    @Test
    void gatherAndScatterKeepTheOrderOfTheLayout() {
        Selection selection = layout.select("out.weight,fc1.*");
        double[] all = {0, 1, 2, 3, 4, 5, 6, 7};
        assertArrayEquals(new double[] {2, 3, 4, 7}, selection.gather(all));
        selection.scatter(new double[] {-2, -3, -4, -7}, all);
        assertArrayEquals(new double[] {0, 1, -2, -3, -4, 5, 6, -7}, all);
        assertEquals(layout, selection.whole());
    }

    /** Every single pattern must say something: a typo beside a name that fits is one too. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"fc2.*; fc2.*", "out.*,fc2.*; fc2.*", "out.*,!fc2.*; !fc2.*",
            "out.*,!out.*; out.*,!out.*", "'';''", "out.weigh; out.weigh", "OUT.*; OUT.*", "(.*; (.*"})
    void whatLeavesNothingIsRefused(String patterns, String named) {
        assertEquals(
                "select: '" + named + "' leaves no parameter, there are [embed, fc1.weight, fc1.bias, fc10.weight,"
                        + " out.weight]",
                assertThrows(IllegalArgumentException.class, () -> layout.select(patterns)).getMessage());
    }

    @Test
    void vectorsOfTheWrongLengthAreRefused() {
        Selection selection = layout.select("embed");
        assertThrows(IllegalArgumentException.class, () -> selection.gather(new double[7]));
        assertThrows(IllegalArgumentException.class, () -> selection.scatter(new double[3], new double[8]));
    }

    @Test
    void layoutsAreEqualByNamesAndShapes() {
        assertEquals(Layout.builder().add("embed", 2).build(), layout.select("embed").part());
        assertEquals(Layout.builder().add("embed", 2).build().hashCode(), layout.select("embed").part().hashCode());
        assertEquals(false, Layout.builder().add("embed", 2, 1).build().equals(layout.select("embed").part()));
    }
}
