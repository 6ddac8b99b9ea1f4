/** The second-order engine: arrays, jets, ops, tape and the two sweeps. */
module org.hesse.engine {
    exports org.hesse.engine.array;
    exports org.hesse.engine.jet;
    exports org.hesse.engine.op;
    exports org.hesse.engine.ops;
    exports org.hesse.engine.tape;
    exports org.hesse.engine.sweep;
    exports org.hesse.engine.objective;

    uses org.hesse.engine.array.Kernels;

    provides org.hesse.engine.array.Kernels with org.hesse.engine.array.PlainKernels;
}
