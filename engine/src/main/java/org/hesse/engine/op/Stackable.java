package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * An op that can pull several adjoints through its J₀ᵀ at once, those of channels and of directions: what it reads of
 * the point it then reads once for all. Stateless and thread-safe, as all ops are.
 */
public interface Stackable extends Op {
    /**
     * `x̄_i += J₀ᵀ ȳ` for every ȳ, each with the bits that {@link #pull} gives it.
     *
     * @param count of adjoints; the arrays may have room for more
     * @param xbar for input i, up to the frame's number of inputs, an adjoint for each ȳ; null where none is wanted
     */
    void pullAll(Frame frame, int count, Array[] ybar, Accumulator[][] xbar);
}
