package org.hesse.hessian;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The diagonal of a term, and so its trace, without an estimate: `tr A = Σ_i a_ii`.
 *
 * <pre>
 * of                 e_iᵀAe_i, any term  P quadratic forms, up to 20,000 parameters
 * gaussNewton        Σ_s (Jᵀs)∘(Jᵀs)     H_z = Σ ±ssᵀ: a reverse sweep for each example and output
 * nme                Σ_i ā_i φ″(h_i) (∂h_i/∂θ)²   a reverse sweep for each example and hidden unit with φ″ ≠ 0
 * </pre>
 *
 * <p>The sweeps are those of whole parts of the objective: cut into
 * {@linkplain org.hesse.engine.objective.MicroBatches micro-batches} of one example, where nothing couples examples, n
 * examples cost n times one; in one part, n² times. Immutable, as its vector is.
 *
 * @param entries one a parameter, in θ's layout
 * @param sweeps reverse sweeps, or quadratic forms, that it took
 */
public record ExactDiagonal(double[] entries, long sweeps) {
    /** tr A. */
    public double trace() { return Arrays.stream(entries).sum(); }

    /** The part of the trace that belongs to one parameter: `fc1.weight`. */
    public double trace(Segment parameter) { return Arrays.stream(parameter.of(entries).toArray()).sum(); }

    /**
     * Those of every term, `a_ii = e_iᵀAe_i` by the quadratic forms of P unit vectors; in any network.
     *
     * @throws IllegalArgumentException above 20,000 parameters, where {@link Traces#estimate} estimates the traces
     */
    public static Map<Term, ExactDiagonal> of(Curvature curvature, Progress progress) {
        int p = curvature.layout().size();
        if (p > Operator.MAX_DENSE)
            throw new IllegalArgumentException("diagonal: " + p + " parameters, at most " + Operator.MAX_DENSE
                    + " are done one by one; Traces.estimate estimates traces of any size");
        Map<Term, ExactDiagonal> diagonals = new EnumMap<>(Term.class);
        for (Term term : Term.values()) diagonals.put(term, new ExactDiagonal(new double[p], p));
        for (int from = 0; from < p; from += Operator.LANES) {
            int count = Math.min(Operator.LANES, p - from);
            int at = from;
            part(curvature, from, count)
                    .forEach((term, some) -> System.arraycopy(some, 0, diagonals.get(term).entries, at, count));
            progress.report(from + count, p);
        }
        return diagonals;
    }

    /** `count` of every term's entries from number `from` on, by one sweep, for runs that keep what they have. */
    public static Map<Term, double[]> part(Curvature curvature, int from, int count) {
        double[][] unit = new double[count][curvature.layout().size()];
        for (int l = 0; l < count; l++) unit[l][from + l] = 1;
        Quadratic[] forms = curvature.quadratics(unit);
        Map<Term, double[]> entries = new EnumMap<>(Term.class);
        for (Term term : Term.values()) entries.put(term, Arrays.stream(forms).mapToDouble(term::of).toArray());
        return entries;
    }

    /**
     * That of G for any loss, convex or not. Exact also where batch statistics couple examples, as then the objective
     * is one part.
     */
    public static ExactDiagonal gaussNewton(Curvature curvature, Progress progress) {
        Sums sums = new Sums(curvature.layout().size());
        LossFactors factors = new LossFactors(curvature.outputValues("diagonal of gauss_newton"));
        curvature.products().forEach((i, weight, sweeps) -> {
            LossFactors.Part part = factors.part(i);
            Seeds.forEach(sweeps, sweeps.point().output(), part.count(), progress, part::fill,
                    (s, product) -> sums.add(part.sign(s), product));
        });
        return sums.diagonal();
    }

    /**
     * That of N, where functions act entry by entry and no parameter meets itself at a product (Dauphin et al., 2024):
     * then nothing but φ″ reaches the diagonal.
     *
     * @throws IllegalArgumentException for normalisation, attention or tied weights, naming the node or the parameter
     */
    public static ExactDiagonal nme(Curvature curvature, Progress progress) {
        Sums sums = new Sums(curvature.layout().size());
        curvature.products().forEach((i, weight, sweeps) -> {
            check(sweeps.point());
            sweeps.adjoints();
            for (Var node : sweeps.point().nodes())
                if (Separation.isBorn(node) && node.op() instanceof Elementwise function)
                    add(weight, node, function, sweeps, progress, sums);
        });
        return sums.diagonal();
    }

    private static void add(double weight, Var node, Elementwise function, Sweeps sweeps, Progress progress,
            Sums sums) {
        Array second = function.derivative(2, node.frame());
        Array abar = node.adjoint().value();
        if (second == null || abar == null) return;
        int[] curved = IntStream.range(0, abar.size())
                .filter(e -> abar.get(e) * second.get(e) != 0).toArray();
        Seeds.forEach(sweeps, node.inputs().get(0), curved.length, progress, (s, u) -> u[curved[s]] = 1,
                (s, product) -> sums.add(weight * abar.get(curved[s]) * second.get(curved[s]), product));
    }

    private static void check(Point point) {
        Forms.checkSplit("diagonal of nme", point);
        Separation separation = new Separation(point);
        Var mixing = separation.mixing();
        Set<String> meeting = separation.meeting();
        if (mixing != null || !meeting.isEmpty())
            throw new IllegalArgumentException("diagonal of nme: " + (mixing != null
                    ? mixing + " is no function entry by"
                            + " entry"
                    : meeting + " meet themselves at a product")
                    + "; ExactDiagonal.of takes any network, Traces.estimate estimates the trace");
    }

    /** `Σ c x∘x` and how many terms it has. */
    private static final class Sums {
        private final double[] entries;
        private long count;

        Sums(int size) { entries = new double[size]; }

        void add(double c, double[] x) {
            for (int i = 0; i < x.length; i++) entries[i] += c * x[i] * x[i];
            count++;
        }

        ExactDiagonal diagonal() { return new ExactDiagonal(entries, count); }
    }
}
