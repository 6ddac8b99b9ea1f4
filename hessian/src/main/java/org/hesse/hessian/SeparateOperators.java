package org.hesse.hessian;

import java.util.Arrays;

/** Operators that are applied one after the other. As thread-safe as they are. */
record SeparateOperators(Operator... operators) implements OperatorFamily {
    SeparateOperators {
        if (operators.length < 1) throw new IllegalArgumentException("operators: there are none");
        int n = operators[0].rows();
        for (Operator a : operators)
            if (a.rows() != n || a.columns() != n)
                throw new IllegalArgumentException("operators: they must be square and of one size, " + a + " is "
                        + a.rows() + " by " + a.columns() + ", the first has " + n + " rows");
    }

    @Override
    public int count() { return operators.length; }

    @Override
    public int size() { return operators[0].rows(); }

    @Override
    public void apply(double[][] v, double[][][] out) {
        checkOutputs(out);
        for (int k = 0; k < operators.length; k++) operators[k].apply(v, out[k]);
    }

    @Override
    public String toString() { return Arrays.toString(operators); }
}
