/** Matrix products by jblas, found by the engine as `jblas`, by request. */
module org.hesse.kernels.jblas {
    requires org.hesse.engine;
    requires jblas;

    provides org.hesse.engine.array.Kernels with org.hesse.kernels.jblas.JblasKernels;
}
