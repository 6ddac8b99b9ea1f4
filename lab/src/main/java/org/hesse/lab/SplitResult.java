package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.objective.WeightDecay;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.hesse.nn.Finite;

/**
 * What `hesse split` computes: numbers and vectors in θ's layout by the name of their quantity, and the quadratic forms
 * of v.
 *
 * <p>All numbers are finite.
 */
record SplitResult(Layout layout, double[] v, double loss, Map<String, Double> scalars, Map<String, double[]> vectors,
        Quadratic quadratic) {
    /** Sums over the objective's parts that {@link #at} makes: ∇L, products, forms, and ∇L and products of order 2. */
    static int sums(boolean third) { return third ? 5 : 3; }

    /** How many vectors as long as θ it holds. */
    static int vectors(boolean third) { return third ? 8 : 6; }

    /** All products of v, or else of ∇L, at θ; with third derivatives if asked for. */
    static SplitResult at(Objective objective, double[] theta, double[] direction, boolean third, Progress progress) {
        Map<String, double[]> vectors = new LinkedHashMap<>();
        try (Curvature curvature = Curvature.at(objective, theta, progress)) {
            double[] v = Direction.at(curvature, direction);
            addSplit(vectors, curvature.fineSplit(v));
            Quadratic quadratic = curvature.quadratic(v);
            if (third) addThird(vectors, ThirdOrder.at(objective, theta, new double[][] {v}, progress)[0]);
            return new SplitResult(objective.layout(), v, curvature.loss(), new LinkedHashMap<>(), vectors, quadratic);
        }
    }

    private static void addSplit(Map<String, double[]> vectors, Split split) {
        vectors.put("gradient", split.gradient());
        vectors.put("hessian", split.hessian());
        vectors.put("gauss_newton", split.gaussNewton());
        vectors.put("nme", split.nme());
        vectors.put("nme_activation", split.nmeActivation());
        vectors.put("nme_coupling", split.nmeCoupling());
    }

    private static void addThird(Map<String, double[]> vectors, ThirdOrder third) {
        vectors.put("quadratic_gradient/gauss_newton", third.gaussNewton());
        vectors.put("quadratic_gradient/nme", third.nme());
    }

    /** Adds the term ½λ‖θ‖², which belongs to no other quantity here. */
    void addPenalty(double lambda, double[] theta) {
        Batch decay = WeightDecay.of(layout, lambda);
        try (Curvature penalty = Curvature.at(decay, theta)) {
            scalars.put("penalty", penalty.loss());
            vectors.put("penalty_gradient", penalty.gradient());
            vectors.put("penalty_hessian", penalty.hessian().apply(v));
        }
    }

    /** Adds v itself, which the caller does not have in a file. */
    void addDirection() { vectors.put("direction", v); }

    /** Everything under the names of the file: `loss`, `hessian/fc1.weight`, …, `quadratic/nme`; all finite. */
    Map<String, Array> arrays() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("loss", Array.scalar(loss));
        scalars.forEach((quantity, scalar) -> arrays.put(quantity, Array.scalar(scalar)));
        vectors.forEach((quantity, vector) -> {
            for (Segment p : layout.segments()) arrays.put(quantity + "/" + p.name(), p.of(vector));
        });
        arrays.put("quadratic/gauss_newton", Array.scalar(quadratic.gaussNewton()));
        arrays.put("quadratic/nme", Array.scalar(quadratic.nme()));
        arrays.forEach(Finite::check);
        return arrays;
    }

    /** Euclidean norms over all parameters, that of v first. */
    Map<String, Double> norms() {
        Map<String, Double> norms = new LinkedHashMap<>();
        norms.put("direction", norm(v));
        vectors.forEach((quantity, vector) -> norms.put(quantity, norm(vector)));
        return norms;
    }

    /** vᵀHv, vᵀGv, vᵀNv and the two parts of the last. */
    Map<String, Double> quadraticForms() {
        Map<String, Double> forms = new LinkedHashMap<>();
        forms.put("hessian", quadratic.hessian());
        forms.put("gauss_newton", quadratic.gaussNewton());
        forms.put("nme", quadratic.nme());
        forms.put("nme_activation", quadratic.nmeActivation());
        forms.put("nme_coupling", quadratic.nmeCoupling());
        return forms;
    }

    /** `|x|`, scaled by the largest entry: squares of large numbers overflow. */
    static double norm(double... x) {
        double largest = 0;
        for (double xi : x) largest = Math.max(largest, Math.abs(xi));
        if (largest == 0) return 0;
        double sum = 0;
        for (double xi : x) sum += (xi / largest) * (xi / largest);
        return largest * Math.sqrt(sum);
    }
}
