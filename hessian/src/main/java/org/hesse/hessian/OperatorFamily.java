package org.hesse.hessian;

/**
 * Square operators `A_0 … A_{k−1}` on one space, whose products of common directions are taken together: estimates of
 * each then come from the same probes. As thread-safe as its operators, which share sweeps.
 */
public interface OperatorFamily {
    /** How many operators it has. */
    int count();

    /** The length of every direction and product. */
    int size();

    /** `out[k][l] = A_k v_l`, in one sweep where the operators have one; no vector is another's. */
    void apply(double[][] v, double[][][] out);

    /** Operators one after the other, for those that share no sweep; they must be square and of one size. */
    static OperatorFamily of(Operator... a) { return new SeparateOperators(a.clone()); }

    /** Throws if there is not one output an operator. */
    default void checkOutputs(double[][][] out) {
        if (out.length != count())
            throw new IllegalArgumentException(this + ": " + count() + " operators, outputs for " + out.length);
    }
}
