package org.hesse.engine.op;

import java.util.function.DoubleSupplier;
import org.hesse.engine.array.Array;

/**
 * A loss that is `1/n Σ_i −log p(y_i | z_i)`, constants aside: it can draw targets ŷ_i ~ p(· | z_i), and then
 * `E[∂ℓ/∂z ∂ℓ/∂zᵀ] = H_z` for those of them whose H_z does not depend on y (Martens, 2020). Stateless and thread-safe.
 */
public interface Likelihood extends Loss {
    /** False for settings at which the loss is no likelihood, such as smoothed labels. */
    default boolean isLikelihood() { return true; }

    /**
     * Draws targets for the outputs z.
     *
     * @param uniform independent numbers, uniform in [0, 1)
     * @param y the recorded targets on entry, the drawn ones at the end; targets that do not count stay as they are
     */
    void sample(Array z, DoubleSupplier uniform, Array y);
}
