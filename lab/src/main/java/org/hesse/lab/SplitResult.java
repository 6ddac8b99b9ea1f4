package org.hesse.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Objective;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.hesse.nn.Finite;

/**
 * What `hesse split` computes: vectors in θ's layout by the name of their quantity, and the quadratic forms of v.
 *
 * <p>All numbers are finite.
 */
record SplitResult(Layout layout, double loss, double directionNorm, Map<String, double[]> vectors,
        Quadratic quadratic) {
    /** All products of v at θ, with third derivatives if asked for; a number that is not finite is an error. */
    static SplitResult at(Objective objective, double[] theta, double[] v, boolean third) {
        Map<String, double[]> vectors = new LinkedHashMap<>();
        try (Curvature curvature = Curvature.at(objective, theta)) {
            addSplit(vectors, curvature.fineSplit(v));
            if (third) addThird(vectors, ThirdOrder.at(objective, theta, v));
            SplitResult result = new SplitResult(objective.layout(), curvature.loss(), norm(v), vectors,
                    curvature.quadratic(v));
            result.arrays().forEach(Finite::check);
            return result;
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

    /** Everything under the names of the file: `loss`, `hessian/fc1.weight`, …, `quadratic/nme`. */
    Map<String, Array> arrays() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("loss", Array.scalar(loss));
        vectors.forEach((quantity, vector) -> {
            for (Segment p : layout.segments()) arrays.put(quantity + "/" + p.name(), p.of(vector));
        });
        arrays.put("quadratic/gauss_newton", Array.scalar(quadratic.gaussNewton()));
        arrays.put("quadratic/nme", Array.scalar(quadratic.nme()));
        return arrays;
    }

    /** Euclidean norms over all parameters, that of v first. */
    Map<String, Double> norms() {
        Map<String, Double> norms = new LinkedHashMap<>();
        norms.put("direction", directionNorm);
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
    private static double norm(double... x) {
        double largest = 0;
        for (double xi : x) largest = Math.max(largest, Math.abs(xi));
        if (largest == 0) return 0;
        double sum = 0;
        for (double xi : x) sum += (xi / largest) * (xi / largest);
        return largest * Math.sqrt(sum);
    }
}
