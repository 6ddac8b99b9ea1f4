package org.hesse.lab;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.objective.Objective;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Term;

/**
 * The products `A_k v_l` of several terms with several directions, {@link Operator#LANES} at a time, as a command takes
 * them: what its buffers depend on. Immutable.
 *
 * @param terms of one sweep
 * @param directions of all sweeps together
 */
record Sweep(List<Term> terms, int directions) {
    /** The same for each term by itself. */
    static List<Sweep> each(List<Term> terms, int directions) {
        return terms.stream().map(term -> new Sweep(List.of(term), directions)).toList();
    }

    /** What a command takes at a point, without repetitions; a gradient takes less than any of it. */
    static void rehearse(List<Sweep> sweeps, Objective objective, double... at) {
        try (Curvature curvature = Curvature.at(objective, at)) {
            for (Sweep sweep : sweeps) sweep.rehearse(curvature, at);
        }
    }

    /** The first sweep, and a last one of fewer directions, whose buffers are others. */
    private void rehearse(Curvature curvature, double... at) {
        OperatorFamily family = curvature.terms(terms.toArray(Term[]::new));
        int lanes = Math.min(Operator.LANES, directions);
        if (lanes > 0) apply(family, lanes, at);
        int rest = directions % Operator.LANES;
        if (rest > 0 && rest < directions) apply(family, rest, at);
    }

    private static void apply(OperatorFamily family, int lanes, double... at) {
        double[][] v = new double[lanes][];
        Arrays.setAll(v, l -> at.clone());
        family.apply(v, new double[family.count()][lanes][at.length]);
    }
}
