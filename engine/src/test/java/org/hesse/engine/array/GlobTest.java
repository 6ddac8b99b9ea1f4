package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({"fc1, fc1, true", "fc1, fc12, false", "fc*, fc12, true", "*, '', true", "fc?, fc1, true",
            "fc?, fc, false", "a.c, abc, false", "3:residual/*, 3:residual/1:gelu, true", "'[x]', x, false"})
    void matches(String pattern, String name, boolean fits) { assertEquals(fits, new Glob(pattern).test(name)); }
}
