package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.kernels.jblas.MissingKernels;
import org.junit.jupiter.api.Test;

/** With two providers by request on the class path, `jblas` and one that never loads. */
class ByRequestTest {
    @Test
    void noneIsMadeUnlessAskedFor() {
        int before = MissingKernels.MADE.get();
        assertEquals("plain", Providers.choose(null).name());
        assertEquals("plain", Providers.choose("plain").name());
        assertEquals(before, MissingKernels.MADE.get());
    }

    @Test
    void oneThatCannotLoadSaysWhy() {
        int before = MissingKernels.MADE.get();
        String expected = "hesse.kernels: no provider 'missing', on the class path are [jblas, plain]; could not load:"
                + " missing kernels need what nobody has";
        assertEquals(expected, message("missing"));
        assertEquals(before + 1, MissingKernels.MADE.get());
    }

    @Test
    void theyAreNamedAmongThoseThatThereAre() {
        assertEquals("hesse.kernels: no provider 'fast', on the class path are [jblas, missing, plain]; add the module"
                + " hesse-kernels-fast", message("fast"));
    }

    private static String message(String name) {
        return assertThrows(IllegalStateException.class, () -> Providers.choose(name)).getMessage();
    }
}
