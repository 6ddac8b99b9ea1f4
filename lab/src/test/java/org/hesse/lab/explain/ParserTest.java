package org.hesse.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.hesse.lab.Activations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static double value(String source) {
        return new Formula(source, Activations::parse).explain(Map.of("x", 3.0), Map.of(), 1).loss();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x + 2*3|9", "x - 1 - 1|1", "x/2/3|0.5", "-x^2|-9", "(-x)^2|9", "2^x|8",
            "2^-1*x|1.5", "2^3^2*x|1536", "x^0.5^2|1.3160740129524924", "--x|3", "+x|3", ".5e1*x|15", "x−1·2×1|1",
            "1/x*3|1", "6/x|2", "x/x|1", "a = x; b = a*a; b - a|6", "x;|3", "pi*x/pi|3", "power(x, 2)|9",
            "abs(-x)|3", "leaky_relu(-x, 0.5)|-1.5", "  x\t+ 1 |4", "mse(x, 1)|2", "output(x)|3", "x*(2)|6"})
    void values(String source, double expected) { assertEquals(expected, value(source), 1e-15 * Math.abs(expected)); }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "x +|3|a number, a name, a function or '(' expected, but the expression ends",
            "(x + 1|6|')' expected for the '(' in column 1, but the expression ends",
            "2x|1|an operator expected, found the name 'x'", "x + $|4|there is no sign '$' in an expression",
            "x + é|4|there is no sign 'U+00E9' in an expression", "x ) 1|2|an operator expected, found ')'",
            "sin(x|5|')' expected after the arguments of sin, but the expression ends",
            "a*x|0|'a' has no value, --at gives values to x", "x + 1e999|4|the number 1e999 is too large",
            "2*x = 3; x|0|only a name can be defined with '='",
            "a = x|5|';' expected after the definition of 'a', but the expression ends",
            "x = 2; x|0|'x' is a variable, it has its value from --at", "a = x; a = x; a|7|'a' is defined already",
            "mse(x)|0|mse takes 2 arguments, got 1", "mse(x, x)|7|the target of mse must be a number",
            "x/0|1|a division by zero", "mse(x, 1) + x|10|a loss cannot be put together with a number that is none",
            "output(output(x*x))|0|the output is marked already", "2 + 3|2|it does not depend on a variable",
            "output(x*x) + x|12|parameters may reach it only through the output", "x*(1/0)|4|this number is Infinity",
            "(-2)^x|4|a power of −2 is no real function", "relu(x, 1, 2)|0|relu", "sni(x)|0|unknown 'sni'",
            "gelu()|5|a number, a name, a function or '(' expected, found ')'"})
    void errorsPointAtThePlace(String source, int at, String message) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> value(source));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(at, e.at(), e.getMessage());
        assertTrue(e.getMessage().startsWith("expression, column " + (at + 1) + ": "), e.getMessage());
    }

    @Test
    void theCaretStandsUnderThePlace() {
        SyntaxException e = assertThrows(SyntaxException.class, () -> value("x + sin x"));
        assertEquals("x + sin x\n        ^", e.caret());
        SyntaxException late = assertThrows(SyntaxException.class,
                () -> value("x + ".repeat(50) + "$" + " + x".repeat(50)));
        String[] lines = late.caret().split("\n");
        assertEquals('$', lines[0].charAt(lines[1].indexOf('^')));
        assertTrue(lines[0].length() < 110, late.caret());
        String steering = assertThrows(SyntaxException.class, () -> value("x + \u001b[31m")).caret();
        assertEquals("x + ?[31m\n    ^", steering);
    }

    /** Every way to recurse ends with a message, long before the stack does. */
    @Test
    void nestingAndLengthAreBounded() {
        for (String deep : new String[] {"(".repeat(900), "-".repeat(900) + "x", "sin(".repeat(240), "x^".repeat(400),
                "(".repeat(400) + "x" + ")".repeat(400)})
            assertTrue(assertThrows(SyntaxException.class, () -> value(deep)).getMessage().contains("nested deeper"));
        assertTrue(assertThrows(SyntaxException.class, () -> value("x".repeat(1_000_000))).getMessage()
                .contains("longer than 1000 characters"));
        assertEquals(3 * 500, value("x" + "+x".repeat(499)));
        assertEquals(3, value("(".repeat(49) + "x" + ")".repeat(49)));
    }

    /** Random texts of the grammar's own signs are read or refused, never anything else. */
    @Test
    void hostileTexts() {
        String[] parts = {"x", "1", "2.5", "+", "-", "*", "/", "^", "(", ")", ",", ";", "=", "sin", "mse", "output",
                "a", " ", "e", "."};
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) text.append(parts[random.nextInt(parts.length)]);
            try {
                Parser.parse(text.toString());
                read++;
            } catch (SyntaxException e) {
                assertTrue(e.at() >= 0 && e.at() <= text.length(), text + ": " + e.at());
            }
        }
        assertTrue(read > 200, read + " of 20000 could be read");
    }
}
