package org.hesse.micro;

import java.util.List;

/** Hv: reverse over forward. */
final class Lesson4 {
    private Lesson4() {}

    /** Exercise 1. `H[n,n]` of the loss in θ[n], by n products. */
    static double[][] hessian(List<Node> theta, Node loss) {
        double[][] h = new double[theta.size()][];
        for (int i = 0; i < h.length; i++) {
            double[] unit = new double[h.length];
            unit[i] = 1;
            h[i] = Sweep.of(loss.tape(), theta, loss, unit).pull(y -> true);
        }
        return h;
    }

    /** Exercise 2. Newton's step `−H⁻¹∇L` of a loss in two parameters. */
    static double[] newton(List<Node> theta, Node loss) {
        double[] g = Sweep.of(loss.tape(), theta, loss).gradient();
        double[][] h = hessian(theta, loss);
        double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        return new double[] {(h[0][1] * g[1] - h[1][1] * g[0]) / determinant,
                (h[1][0] * g[0] - h[0][0] * g[1]) / determinant};
    }

    /** Exercise 3. `vᵀHv = 2 Σ ȳb` over all steps, b = ½φ″(a)a₁² or a₁b₁, without a walk back along v. */
    static double along(List<Node> theta, Node loss, double... v) {
        // L₂, the second coefficient of the loss, is linear in what is born, and ȳ says how much of it reaches the loss.
        Sweep s = Sweep.of(loss.tape(), theta, loss, v);
        double sum = 0;
        for (Node y : loss.tape().nodes) {
            if (y.op() == Node.Op.LEAF) continue;
            double a1 = s.x1()[y.a().id()];
            double b1 = s.x1()[y.b().id()];
            if (y.op() == Node.Op.FUNCTION)
                sum += s.bar()[y.id()] * y.fn().dd().applyAsDouble(y.a().value()) * a1 * a1;
            if (y.op() == Node.Op.PRODUCT) sum += 2 * s.bar()[y.id()] * a1 * b1;
        }
        return sum;
    }
}
