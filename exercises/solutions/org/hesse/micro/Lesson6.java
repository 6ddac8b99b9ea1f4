package org.hesse.micro;

/** What is left: Nv, and its two births. */
final class Lesson6 {
    private Lesson6() {}

    /** Exercise 1. `N[3,3]` of `z = w₃ sin(w₂w₁)`, `L = ½(z − y)²`, from pencil and paper. */
    static double[][] byHand(double w1, double w2, double w3, double y) {
        double a = w1 * w2;
        double r = w3 * Math.sin(a) - y;
        double cos = r * Math.cos(a);
        double sin = r * w3 * Math.sin(a);
        // Between w₁ and w₂ there are both births: of the sine, and of the product w₂w₁.
        double both = w3 * cos - sin * a;
        return new double[][] {{-sin * w2 * w2, both, cos * w2}, {both, -sin * w1 * w1, cos * w1}, {cos * w2, cos * w1, 0}};
    }

    /** Exercise 2. The product with v of what the one step `at` gives birth to. */
    static double[] bornAt(Program p, Node at, double... v) {
        return p.along(v).pull(y -> y == at);
    }

    /** Exercise 3. `tr N`, by a product for each parameter. */
    static double trace(Program p) {
        double sum = 0;
        for (int i = 0; i < p.theta().size(); i++) {
            double[] unit = new double[p.theta().size()];
            unit[i] = 1;
            sum += Split.of(p, unit).nme()[i];
        }
        return sum;
    }
}
