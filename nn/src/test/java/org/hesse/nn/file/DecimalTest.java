package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalTest {
    private static final long SEED = 11;

    @Test
    void agreesWithJavaToTheBit() {
        SplittableRandom random = new SplittableRandom(SEED);
        int cases = 100_000;
        int quick = 0;
        for (int i = 0; i < cases; i++) {
            String text = text(random);
            if (!text.contains("e") && text.replaceAll("\\D", "").length() <= 15) quick++;
            assertBits(Double.parseDouble(text), text);
        }
        System.out.println("seed " + SEED + ", " + cases + " decimals, " + quick + " by one quotient");
        assertTrue(quick > cases / 4 && quick < cases - cases / 4, quick + " by one quotient");
    }

    /** Up to 20 digits with a point among or beside them, in half of the cases with an exponent. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int digits = random.nextInt(1, 21);
        for (int i = 0; i < digits; i++) text.append(random.nextInt(10));
        if (random.nextBoolean()) text.insert(random.nextInt(digits + 1), '.');
        text.insert(0, List.of("", "-", "+").get(random.nextInt(3)));
        if (random.nextInt(4) == 0) text.append('e').append(random.nextInt(-330, 310));
        return text.toString();
    }

    @Test
    void takesEveryWayToWriteANumber() {
        Map<String, Double> numbers = Map.of("-0", -0.0, ".5", 0.5, "5.", 5.0, "+1.5E+3", 1500.0, "1e-400", 0.0, "007",
                7.0, "1e999", Double.POSITIVE_INFINITY, "999999999999999.", 999999999999999.0, "0.1", 0.1,
                "4.9e-324", Double.MIN_VALUE);
        numbers.forEach((text, number) -> assertBits(number, text));
        for (String text : List.of("nan", "NaN", "-NAN")) assertBits(Double.NaN, text);
        for (String text : List.of("inf", "+Inf", "INFINITY")) assertBits(Double.POSITIVE_INFINITY, text);
        for (String text : List.of("-inf", "-Infinity")) assertBits(Double.NEGATIVE_INFINITY, text);
    }

    @Test
    void takesNothingElse() {
        for (String text : List.of("", "-", ".", "-.", "e5", ".e5", "1e", "1e+", "1.5e1.5", "1d", "1f", "0x1p3", "1_0",
                "1 2", "1;2", "--1", "1-", "1e5x", "infinite", "nano", "١", "½", "\u0000", "1\r")) {
            byte[] bytes = text.getBytes(UTF_8);
            Exception e = assertThrows(IllegalArgumentException.class, () -> Decimal.parse(bytes, bytes.length), text);
            assertEquals("\"" + text.replaceAll("\\p{Cntrl}", "?") + "\" is not a number", e.getMessage());
        }
    }

    private static void assertBits(double expected, String text) {
        byte[] bytes = (text + "777").getBytes(UTF_8);
        double parsed = Decimal.parse(bytes, bytes.length - 3);
        assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(parsed), text + " gives " + parsed);
    }
}
