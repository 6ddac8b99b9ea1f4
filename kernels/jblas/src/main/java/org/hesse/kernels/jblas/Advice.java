package org.hesse.kernels.jblas;

/** What to do where jblas does not load, in one line. */
final class Advice {
    private static final String UNPACKED = "jblas unpacks its library into java.io.tmpdir, where files must be allowed"
            + " and executable";

    private Advice() {}

    static String after(Throwable failure, String system) {
        String text = "jblas kernels need a native library that does not load: " + reason(failure) + "; ";
        if (text.contains("libgfortran")) return text + gfortran();
        return text + (system.startsWith("Windows") ? windows() + ", and " : "") + UNPACKED
                + "; the kernels 'vector' and 'plain' need none";
    }

    private static String gfortran() {
        return "install it by 'apt-get install libgfortran5' (Debian, Ubuntu), 'dnf install libgfortran' (Fedora),"
                + " 'zypper install libgfortran5' (openSUSE) or 'pacman -S gcc-libs' (Arch)";
    }

    private static String windows() { return "libgfortran-3.dll and its companions of MinGW-w64 must be on the PATH"; }

    /** The innermost message, on one line; an error without one says its type. */
    private static String reason(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) inner = inner.getCause();
        return (inner.getMessage() == null ? inner.toString() : inner.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
