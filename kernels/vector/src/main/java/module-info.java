/** Kernels in the Vector API of the JDK, found by the engine as `vector`. */
module org.hesse.kernels.vector {
    requires org.hesse.engine;
    requires jdk.incubator.vector;

    provides org.hesse.engine.array.Kernels with org.hesse.kernels.vector.VectorKernels;
}
