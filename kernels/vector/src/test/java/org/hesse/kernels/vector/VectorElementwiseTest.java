package org.hesse.kernels.vector;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.ops.ElementwiseContract;

/** The functions that ops make of those in vectors. */
class VectorElementwiseTest implements ElementwiseContract {
    @Override
    public Kernels kernels() { return new VectorKernels(); }
}
