package org.hesse.hessian.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Layers;
import org.hesse.hessian.algebra.Vectors;

/** The checks of a {@link Verification}, one after the other. Not thread-safe. */
final class Laws {
    /** Of exact laws, as rounding leaves them: relative to the vectors' norms. */
    private static final double EXACT = 1e-11;
    private static final double DIFFERENCES = 1e-6;

    private final Objective objective;
    private final double[] theta;
    private final long seed;
    private final Progress progress;
    private final double[] u;
    private final double[] v;
    private final List<Check> checks = new ArrayList<>();
    private final Map<Term, double[]> along = new EnumMap<>(Term.class);

    Laws(Objective objective, double[] theta, long seed, Progress progress) {
        objective.layout().check("theta", theta);
        this.objective = objective;
        this.theta = theta.clone();
        this.seed = seed;
        this.progress = progress;
        u = new double[theta.length];
        v = new double[theta.length];
        Probes.gaussian(seed, 0, u);
        Probes.gaussian(seed, 1, v);
    }

    List<Check> run(boolean differences) {
        try (Curvature curvature = Curvature.at(objective, theta, progress)) {
            boolean isSplit = curvature.isSplit();
            List<Term> terms = isSplit ? List.of(Term.values()) : List.of(Term.HESSIAN);
            for (Term term : terms) operator(term, term.operator(curvature));
            if (isSplit) ofSplit(curvature);
            if (differences) add("finite differences of the gradient", differences(), DIFFERENCES);
        }
        return checks;
    }

    private void ofSplit(Curvature curvature) {
        split(curvature);
        jacobian(curvature);
        zeros(curvature);
    }

    private void add(String name, double measured, double bound) { checks.add(new Check(name, measured, bound)); }

    private void operator(Term term, Operator a) {
        double[] av = a.apply(v);
        double[] au = a.apply(u);
        along.put(term, av);
        double scale = Vectors.norm(u) * Vectors.norm(av) + Vectors.norm(v) * Vectors.norm(au);
        add(term.label() + ": uᵀAv = vᵀAu", ratio(Math.abs(Vectors.dot(u, av) - Vectors.dot(v, au)), scale), EXACT);
        add(term.label() + ": A(2v) = 2Av, numbers that differ", differing(a.apply(scaled(2, v)), scaled(2, av)), 0);
        add(term.label() + ": A0 = 0, numbers that differ", differing(a.apply(scaled(0, v)), scaled(0, v)), 0);
        add(term.label() + ": Av twice, numbers that differ", differing(a.apply(v), av), 0);
    }

    /** All terms are products of their own here, none a sum of others. */
    private void split(Curvature curvature) {
        double[] h = along.get(Term.HESSIAN);
        double[] g = along.get(Term.GAUSS_NEWTON);
        double[] n = along.get(Term.NME);
        double[] activation = along.get(Term.NME_ACTIVATION);
        double[] coupling = along.get(Term.NME_COUPLING);
        double scale = Vectors.norm(g) + Vectors.norm(activation) + Vectors.norm(coupling);
        add("H = G + N", ratio(Vectors.norm(minus(minus(h, g), n)), scale), EXACT);
        add("N = activation + coupling", ratio(Vectors.norm(minus(minus(n, activation), coupling)), scale), EXACT);
        Quadratic q = curvature.quadratic(v);
        for (Term term : Term.values())
            add(term.label() + ": quadratic form = vᵀ(Av)",
                    ratio(Math.abs(term.of(q) - Vectors.dot(v, along.get(term))), Vectors.norm(v) * scale), EXACT);
        if (curvature.isConvex())
            add("gauss_newton: vᵀGv ≥ 0, negative part",
                    ratio(Math.max(0, -q.gaussNewton()), Vectors.norm(v) * Vectors.norm(g)), EXACT);
    }

    private void jacobian(Curvature curvature) {
        Operator j = curvature.jacobian();
        double[] jv = j.apply(v);
        double[] w = jv.clone();
        for (int i = 0; i < w.length; i++) w[i] += u[i % u.length];
        double[] jtw = j.transposed().apply(w);
        add("jacobian: ⟨u, Jv⟩ = ⟨Jᵀu, v⟩",
                ratio(Math.abs(Vectors.dot(w, jv) - Vectors.dot(jtw, v)), Vectors.norm(w) * Vectors.norm(jv)), EXACT);
        double[] g = j.transposed().apply(curvature.lossHessian().apply(jv));
        add("G = Jᵀ H_z J", ratio(Vectors.norm(minus(along.get(Term.GAUSS_NEWTON), g)), Vectors.norm(g)), EXACT);
        double[] r = curvature.residual();
        double[] off = minus(curvature.gradient(), j.transposed().apply(r));
        // ‖Jv‖ is about ‖J‖_F, as v is normal: unlike ‖Jᵀr‖ it does not vanish at a minimum.
        double scale = Vectors.norm(curvature.gradient()) + Vectors.norm(jv) * Vectors.norm(r);
        add("∇L = Jᵀr", ratio(Vectors.norm(off), scale), EXACT);
    }

    /** N's diagonal blocks of layers where the forward sweep gives birth to nothing, by products. */
    private void zeros(Curvature curvature) {
        Set<String> layers = curvature.knownZeros(seed);
        for (String layer : layers) {
            double[] within = new double[v.length];
            Layers.copy(objective.layout(), layer, v, within);
            double[] block = new double[v.length];
            Layers.copy(objective.layout(), layer, curvature.nme().apply(within), block);
            add("nme: block of " + layer + " is zero, numbers that differ", differing(block, new double[v.length]), 0);
        }
    }

    /**
     * `(−∇(2h) + 8∇(h) − 8∇(−h) + ∇(−2h))/12h` against Hv, the better of three steps; relative to Hv and to what ∇
     * changes by if it does so by its own size within that of θ, as its rounding errors show where Hv is 0.
     */
    private double differences() {
        double best = Double.POSITIVE_INFINITY;
        for (double step : new double[] {1e-2, 1e-3, 1e-4}) {
            double h = step * (1 + Vectors.norm(theta)) / (Vectors.norm(v) * 10);
            double[] sum = new double[v.length];
            double[] weights = {1, -8, 0, 8, -1};
            double largest = 0;
            for (int k = -2; k <= 2; k++)
                if (k != 0) largest = Math.max(largest, addGradient(k * h, weights[k + 2] / (12 * h), sum));
            double[] hv = along.get(Term.HESSIAN);
            double scale = Vectors.norm(hv) + largest * Vectors.norm(v) / (1 + Vectors.norm(theta));
            best = Math.min(best, ratio(Vectors.norm(minus(hv, sum)), scale));
        }
        return best;
    }

    /** Returns the gradient's norm. */
    private double addGradient(double h, double weight, double[] sum) {
        double[] moved = theta.clone();
        Vectors.add(h, v, moved);
        double[] gradient = new double[moved.length];
        objective.gradient(moved, gradient, progress);
        Vectors.add(weight, gradient, sum);
        return Vectors.norm(gradient);
    }

    /** 0 of 0 is no error; a NaN remains one. */
    private static double ratio(double error, double scale) { return error == 0 ? 0 : error / scale; }

    private static int differing(double[] a, double[] b) {
        int count = 0;
        for (int i = 0; i < a.length; i++) if (a[i] != b[i]) count++;
        return count;
    }

    private static double[] scaled(double c, double[] x) {
        double[] y = new double[x.length];
        Vectors.scale(c, x, y);
        return y;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        Vectors.add(-1, b, difference);
        return difference;
    }
}
