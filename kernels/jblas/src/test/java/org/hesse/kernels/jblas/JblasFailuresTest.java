package org.hesse.kernels.jblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said where the native library does not load; by loaders that fail, so it runs where it does load. */
class JblasFailuresTest {
    private static final String GFORTRAN = "/t/libjblas.so: libgfortran.so.5: cannot open shared object file: No such"
            + " file or directory";

    /** The first failure of a class, the one after it, and a cause hidden in either. */
    static List<Throwable> failures() {
        return List.of(new UnsatisfiedLinkError(GFORTRAN),
                new ExceptionInInitializerError(new UnsatisfiedLinkError(GFORTRAN)),
                new NoClassDefFoundError("Could not initialize class").initCause(new UnsatisfiedLinkError(GFORTRAN)),
                new IllegalStateException("loading", new UnsatisfiedLinkError(GFORTRAN + "\n")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMissingLibrarySaysHowToInstallIt(Throwable failure) {
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> failing(failure));
        assertSame(failure, error.getCause());
        assertEquals("jblas kernels need a native library that does not load: " + GFORTRAN + "; install it by"
                + " 'apt-get install libgfortran5' (Debian, Ubuntu), 'dnf install libgfortran' (Fedora),"
                + " 'zypper install libgfortran5' (openSUSE) or 'pacman -S gcc-libs' (Arch)", error.getMessage());
    }

    @Test
    void otherFailuresNameTheFolderAndOtherKernels() {
        String said = Advice.after(new UnsatisfiedLinkError("no jblas in\n  the jar"), "Mac OS X");
        for (String part : new String[] {"no jblas in the jar;", "java.io.tmpdir", "'vector' and 'plain'"})
            assertTrue(said.contains(part), said);
        assertFalse(said.contains("MinGW"), said);
    }

    @Test
    void windowsNeedsCompanions() {
        String said = Advice.after(new UnsatisfiedLinkError("Can't find dependent libraries"), "Windows 11");
        assertTrue(said.contains("MinGW-w64"), said);
    }

    @Test
    void anErrorWithoutMessageSaysItsType() {
        assertTrue(Advice.after(new NoClassDefFoundError(), "Linux").contains("java.lang.NoClassDefFoundError"));
    }

    private static JblasKernels failing(Throwable failure) {
        return new JblasKernels(() -> {
            if (failure instanceof Error error) throw error;
            throw (RuntimeException) failure;
        }, 0);
    }
}
