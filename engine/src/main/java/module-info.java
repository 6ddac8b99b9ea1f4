/** The second-order engine: arrays and kernels so far. */
module org.hesse.engine {
    exports org.hesse.engine.array;

    uses org.hesse.engine.array.Kernels;

    provides org.hesse.engine.array.Kernels with org.hesse.engine.array.PlainKernels;
}
