package org.hesse.lab.paper;

import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.ops.Mse;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;
import org.hesse.hessian.algebra.Vectors;
import org.hesse.hessian.spectrum.DenseSpectrum;
import org.hesse.nn.Model;
import org.hesse.nn.data.Dataset;

/**
 * The spectrum of `H_z^½ (JJᵀ) H_z^½`, which is that of `(JJᵀ)H_z`, beside that of G; and the mean of N over the
 * model's own labels. Immutable and thread-safe.
 */
record NtkMeter(Model model, Dataset data, long seed) {
    private static final double NOTHING = 1e-12;
    private static final int DIRECTIONS = 3;

    Numbers measure() {
        double[] theta = model.initialize(seed);
        Numbers numbers = new Numbers().put("parameters", theta.length);
        try (Curvature curvature = Curvature.at(model.objective(data.x(), targets()), theta)) {
            spectra(curvature, numbers);
        }
        double worst = 0;
        for (int i = 0; i < data.size(); i++)
            for (int d = 0; d < DIRECTIONS; d++) {
                double[] v = new double[theta.length];
                Probes.gaussian(seed, i * DIRECTIONS + d, v);
                worst = Math.max(worst, model.loss() instanceof Mse ? mirrored(i, theta, v) : drawn(i, theta, v));
            }
        return numbers.put("mean_nme", worst);
    }

    private Array targets() { return model.loss() instanceof Mse ? QuadraticPenalty.oneHot(data) : data.y(); }

    private void spectra(Curvature curvature, Numbers numbers) {
        DenseSpectrum g = DenseSpectrum.of(curvature.gaussNewton());
        double[] gaussNewton = descending(g.values());
        double[] kernel = descending(DenseSpectrum.eigenvalues(weighted(curvature)));
        double largest = kernel[0];
        int shared = Math.min(kernel.length, gaussNewton.length);
        double gap = 0;
        for (int k = 0; k < shared; k++) gap = Math.max(gap, Math.abs(kernel[k] - gaussNewton[k]));
        double rest = 0;
        for (int k = shared; k < gaussNewton.length; k++) rest = Math.max(rest, Math.abs(gaussNewton[k]));
        int nonzero = 0;
        while (nonzero < shared && kernel[nonzero] > NOTHING * largest) nonzero++;
        numbers.put("gauss_newton", gaussNewton).put("kernel", kernel).put("gap", gap / largest)
                .put("rest", rest / largest).put("nonzero", nonzero)
                .put("residual", residual(curvature, g, nonzero) / largest);
    }

    private static double[] descending(double[] ascending) {
        double[] values = new double[ascending.length];
        for (int i = 0; i < values.length; i++) values[i] = ascending[values.length - 1 - i];
        return values;
    }

    /** `S (JJᵀ) S`, `S² = H_z`. */
    private static Operator weighted(Curvature curvature) {
        DenseSpectrum hz = DenseSpectrum.of(curvature.lossHessian());
        Operator root = new Root(hz);
        return root.times(curvature.ntk()).times(root);
    }

    /** `Q √Λ Qᵀ`, eigenvalues below 0 by rounding taken as 0. */
    private record Root(DenseSpectrum of) implements Operator {
        @Override
        public int rows() { return of.values().length; }

        @Override
        public void apply(double[] v, double[] out) {
            Arrays.fill(out, 0);
            for (int k = 0; k < rows(); k++) {
                double[] q = of.vectors()[k];
                Vectors.add(Math.sqrt(Math.max(0, of.values()[k])) * Vectors.dot(q, v), q, out);
            }
        }
    }

    /** `max ‖(JJᵀ)H_z u − λu‖/‖u‖`, u = Jv of the eigenvectors v of G with the largest eigenvalues. */
    private static double residual(Curvature curvature, DenseSpectrum g, int nonzero) {
        Operator jacobian = curvature.jacobian();
        Operator product = curvature.ntk().times(curvature.lossHessian());
        double worst = 0;
        for (int k = 0; k < nonzero / 2; k++) {
            int at = g.values().length - 1 - k;
            double[] u = jacobian.apply(g.vectors()[at]);
            double[] image = product.apply(u);
            Vectors.add(-g.values()[at], u, image);
            worst = Math.max(worst, Vectors.norm(image) / Vectors.norm(u));
        }
        return worst;
    }

    /** `‖Σ_c p_c N_c v‖ / Σ_c p_c‖N_c v‖` for the classes c of one example. */
    private double drawn(int i, double[] theta, double[] v) {
        Array x = data.x().slice(i, i + 1);
        double[] p = softmax(model.outputs(theta, x).toArray());
        double[] mean = new double[theta.length];
        double size = 0;
        for (int c = 0; c < p.length; c++) size += add(p[c], x, Array.of(new double[] {c}, 1), theta, v, mean);
        return Vectors.norm(mean) / size;
    }

    private static double[] softmax(double... z) {
        double max = Arrays.stream(z).max().orElseThrow();
        double sum = 0;
        double[] p = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            p[k] = Math.exp(z[k] - max);
            sum += p[k];
        }
        Vectors.divide(p, sum);
        return p;
    }

    /** The same for the pair z + ε, z − ε, each as likely as the other. */
    private double mirrored(int i, double[] theta, double[] v) {
        Array x = data.x().slice(i, i + 1);
        Array z = model.outputs(theta, x);
        double[] epsilon = new double[z.size()];
        Probes.gaussian(~seed, i, epsilon);
        double[] mean = new double[theta.length];
        double size = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] y = z.toArray();
            Vectors.add(sign, epsilon, y);
            size += add(0.5, x, Array.of(y, z.shape()), theta, v, mean);
        }
        return Vectors.norm(mean) / size;
    }

    /** `mean += p N v`; returns `p‖Nv‖`. */
    private double add(double p, Array x, Array y, double[] theta, double[] v, double[] mean) {
        Batch loss = model.objective(x, y);
        try (Curvature curvature = Curvature.at(loss, theta)) {
            double[] product = curvature.nme().apply(v);
            Vectors.add(p, product, mean);
            return p * Vectors.norm(product);
        }
    }
}
