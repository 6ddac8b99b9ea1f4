package org.hesse.micro;

import java.util.List;

/** The tape and backpropagation. */
final class Lesson3 {
    private Lesson3() {}

    /** Exercise 1. `L = xy + x` at x = 3, y = 5: the adjoints of x, y, xy and L, by hand. */
    static double[] byHand() {
        // x is used twice: by xy, which passes on y = 5, and by the sum, which passes on 1.
        return new double[] {6, 3, 1, 1};
    }

    /** Exercise 2. `½ Σ (x_i − y_i)²`, recorded on the tape of the x_i. */
    static Node distance(List<Node> x, double... y) {
        Node sum = x.get(0).tape().leaf(0);
        for (int i = 0; i < y.length; i++) {
            Node r = x.get(i).plus(sum.tape().leaf(-y[i]));
            sum = sum.plus(r.times(r).times(0.5));
        }
        return sum;
    }

    /** Exercise 3. `(a, b)` of the line `y = ax + b` with the least Σ (ax + b − y)²: 500 steps −0.05·gradient from 0. */
    static double[] fit(double[] x, double[] y) {
        double[] line = new double[2];
        for (int k = 0; k < 500; k++) {
            Tape tape = new Tape();
            Node a = tape.leaf(line[0]);
            Node b = tape.leaf(line[1]);
            Node loss = tape.leaf(0);
            for (int i = 0; i < x.length; i++) {
                Node r = a.times(x[i]).plus(b).plus(tape.leaf(-y[i]));
                loss = loss.plus(r.times(r));
            }
            double[] bar = tape.adjoints(loss);
            line = Vec.plus(line, -0.05, new double[] {bar[a.id()], bar[b.id()]});
        }
        return line;
    }
}
