package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void keepsOrderAndDigits() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", 0.1 + 0.2);
        fields.put("a", List.of(1, true, "ü\n"));
        fields.put("v", new double[] {1, -1e-300});
        fields.put("none", null);
        String expected = "{\"z\":0.30000000000000004,\"a\":[1,true,\"ü\\n\"],\"v\":[1.0,-1.0E-300],\"none\":null}";
        assertEquals(expected, Json.line(fields));
    }

    @Test
    void whatJsonCannotSayIsNull() { assertEquals("[null,null]", Json.line(List.of(Double.NaN, 1 / 0.0))); }

    @Test
    void otherTypesAreAnError() { assertThrows(IllegalArgumentException.class, () -> Json.line(new Object())); }

    @Test
    void prettyEndsWithALineBreak() { assertEquals("{\n  \"a\" : 1\n}\n", Json.pretty(Map.of("a", 1))); }
}
