package org.hesse.engine.op;

import org.hesse.engine.array.Array;

/**
 * An op that tells how long the examples' shares of a parameter's adjoint are, `‖x̄_i(e)‖²`, x̄_i(e) being J₀ᵀȳ of
 * example e's rows of ȳ alone, without a product for each example (Goodfellow, 2015). Stateless and thread-safe.
 */
public interface ByExample extends Op {
    /** True if it knows these norms of input i. */
    boolean hasNorms(int i);

    /**
     * `norms[e] += ‖x̄_i(e)‖²` for every example e.
     *
     * @param i an input that has norms
     * @param ybar of so many examples, one after the other along its first axis
     * @param norms one number an example
     */
    void addNorms(int i, Frame frame, Array ybar, double[] norms);
}
