package org.hesse.kernels.jblas;

import java.util.concurrent.atomic.AtomicInteger;
import org.hesse.engine.array.ByRequest;
import org.hesse.engine.array.PlainKernels;

/** A provider by request that never loads. */
@ByRequest("missing")
public final class MissingKernels extends PlainKernels {
    /** How often it was tried. */
    public static final AtomicInteger MADE = new AtomicInteger();

    public MissingKernels() {
        MADE.incrementAndGet();
        throw new IllegalStateException("missing kernels need what nobody has");
    }
}
