package org.hesse.hessian.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Layers;

/**
 * Squares of blocks as products come in: their sums where exact, else their means and spreads (Welford, 1962). Not
 * thread-safe.
 */
final class BlockSums {
    private static final List<Term> TERMS = List.of(Term.values());

    private final Layout layout;
    private final List<String> layers;
    /** Sums if exact, means if not. */
    private final double[][] blocks;
    /** `Σ (x − mean)²`. */
    private final double[][] spreads;
    private final boolean isExact;
    private final int[] counts;

    private BlockSums(Layout layout, boolean isExact) {
        this.layout = layout;
        this.isExact = isExact;
        layers = Layers.of(layout);
        blocks = new double[layers.size()][layers.size()];
        spreads = new double[layers.size()][layers.size()];
        counts = new int[layers.size()];
    }

    static List<BlockSums> exact(OperatorFamily family, Layout layout, Progress progress) {
        check(family, layout);
        List<BlockSums> sums = new ArrayList<>();
        List<String> layers = Layers.of(layout);
        int p = layout.size();
        double[][] v = new double[Operator.LANES][p];
        int done = 0;
        for (Segment segment : layout.segments())
            for (int from = 0; from < segment.size(); from += Operator.LANES) {
                double[][] unit = Arrays.copyOf(v, Math.min(Operator.LANES, segment.size() - from));
                for (int l = 0; l < unit.length; l++) unit[l][segment.offset() + from + l] = 1;
                add(products(family, unit), layers.indexOf(segment.layer()), layout, true, sums);
                for (int l = 0; l < unit.length; l++) unit[l][segment.offset() + from + l] = 0;
                done += unit.length;
                progress.report(done, p);
            }
        return sums;
    }

    static List<BlockSums> estimate(OperatorFamily family, Layout layout, int probes, long seed, Progress progress) {
        if (probes < 1) throw new IllegalArgumentException("block_norms: needs at least one probe, got " + probes);
        check(family, layout);
        List<BlockSums> sums = new ArrayList<>();
        List<String> layers = Layers.of(layout);
        double[] z = new double[layout.size()];
        for (int from = 0; from < probes; from += Operator.LANES)
            for (int j = 0; j < layers.size(); j++) {
                double[][] v = new double[Math.min(Operator.LANES, probes - from)][z.length];
                for (int l = 0; l < v.length; l++) {
                    Probes.rademacher(seed, from + l, z);
                    Layers.copy(layout, layers.get(j), z, v[l]);
                }
                add(products(family, v), j, layout, false, sums);
                progress.report(from * layers.size() + (j + 1) * v.length, probes * layers.size());
            }
        return sums;
    }

    private static void check(OperatorFamily family, Layout layout) {
        if (layout.size() != family.size())
            throw new IllegalArgumentException("block_norms: " + family + " has " + family.size()
                    + " rows, the layout " + layout.size() + " numbers: " + layout);
    }

    private static double[][][] products(OperatorFamily family, double[][] v) {
        double[][][] products = new double[family.count()][v.length][family.size()];
        family.apply(v, products);
        return products;
    }

    private static void add(double[][][] products, int column, Layout layout, boolean isExact, List<BlockSums> sums) {
        if (sums.isEmpty()) for (int k = 0; k < products.length; k++) sums.add(new BlockSums(layout, isExact));
        for (int k = 0; k < products.length; k++) for (double[] each : products[k]) sums.get(k).add(column, each);
    }

    private void add(int column, double[] product) {
        double[] rows = new double[layers.size()];
        for (Segment each : layout.segments())
            rows[layers.indexOf(each.layer())] += Providers.kernels().dot(each.size(), product, each.offset(), product,
                    each.offset());
        counts[column]++;
        for (int i = 0; i < rows.length; i++) {
            double off = rows[i] - blocks[i][column];
            blocks[i][column] += isExact ? rows[i] : off / counts[column];
            spreads[i][column] += off * (rows[i] - blocks[i][column]);
        }
    }

    BlockNorms result(long seed) {
        int k = layers.size();
        double[][] errors = new double[k][k];
        int products = 0;
        for (int j = 0; j < k; j++) {
            int n = counts[j];
            products += n;
            for (int i = 0; i < k && !isExact; i++)
                errors[i][j] = n < 2 ? Double.NaN : Math.sqrt(spreads[i][j] / (n - 1) / n);
        }
        return new BlockNorms(layers, blocks, errors, products, seed);
    }

    static Map<Term, BlockNorms> byTerm(List<BlockSums> sums, long seed) {
        Map<Term, BlockNorms> norms = new EnumMap<>(Term.class);
        for (int k = 0; k < TERMS.size(); k++) norms.put(TERMS.get(k), sums.get(k).result(seed));
        return norms;
    }
}
