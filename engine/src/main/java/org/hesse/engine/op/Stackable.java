package org.hesse.engine.op;

import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;

/**
 * An op that can take several directions through its J₀ at once, and several adjoints, those of channels and of
 * directions, through its J₀ᵀ: what it reads of the point it then reads once for all. Stateless and thread-safe, as all
 * ops are.
 */
public interface Stackable extends Op {
    /**
     * Coefficient k of several directions, each with the bits that {@link #forward} gives it.
     *
     * @param k 1 or more
     * @param count of frames, those of one node; the arrays may have room for more
     * @param x room for as many arrays
     * @param y room for as many sums
     */
    void forwardAll(int k, int count, Frame[] frames, Array[] x, Accumulator[] y);

    /**
     * `x̄_i += J₀ᵀ ȳ` for every ȳ, each with the bits that {@link #pull} gives it.
     *
     * @param count of adjoints; the arrays may have room for more
     * @param xbar for input i, up to the frame's number of inputs, an adjoint for each ȳ; null where none is wanted
     */
    void pullAll(Frame frame, int count, Array[] ybar, Accumulator[][] xbar);
}
