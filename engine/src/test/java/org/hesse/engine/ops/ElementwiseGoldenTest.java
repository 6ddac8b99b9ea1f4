package org.hesse.engine.ops;

import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;

/** Of the plain provider here, which is all that this module has; other providers' tests take the contract too. */
class ElementwiseGoldenTest implements ElementwiseContract {
    @Override
    public Kernels kernels() { return Providers.kernels(); }
}
