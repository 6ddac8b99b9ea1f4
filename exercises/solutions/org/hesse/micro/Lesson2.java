package org.hesse.micro;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Dual numbers. */
final class Lesson2 {
    private Lesson2() {}

    /** Exercise 1. `a/b`. */
    static Dual over(Dual a, Dual b) {
        double value = a.value() / b.value();
        return new Dual(value, (a.slope() - value * b.slope()) / b.value());
    }

    /** Exercise 2. A root of f by ten steps `x ← x − f(x)/f′(x)`. */
    static double root(UnaryOperator<Dual> f, double start) {
        double x = start;
        for (int k = 0; k < 10; k++) {
            Dual y = f.apply(new Dual(x, 1));
            x -= y.value() / y.slope();
        }
        return x;
    }

    /** Exercise 3. `∇f[n]` at x[n], in n runs. */
    static double[] gradient(Function<Dual[], Dual> f, double... x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Dual[] duals = new Dual[x.length];
            for (int j = 0; j < x.length; j++) duals[j] = new Dual(x[j], i == j ? 1 : 0);
            gradient[i] = f.apply(duals).slope();
        }
        return gradient;
    }
}
