package org.hesse.hessian.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;

/** Sums of squares of blocks, and of their squares, as products come in. Not thread-safe. */
final class BlockSums {
    private static final List<Term> TERMS = List.of(Term.values());

    private final Layout layout;
    private final List<String> layers;
    private final double[][] sums;
    private final double[][] squares;
    private final boolean isExact;
    private final int[] counts;

    private BlockSums(Layout layout, boolean isExact) {
        this.layout = layout;
        this.isExact = isExact;
        layers = layers(layout);
        sums = new double[layers.size()][layers.size()];
        squares = new double[layers.size()][layers.size()];
        counts = new int[layers.size()];
    }

    static List<String> layers(Layout layout) {
        LinkedHashSet<String> layers = new LinkedHashSet<>();
        for (Segment segment : layout.segments()) layers.add(segment.layer());
        return List.copyOf(layers);
    }

    static List<BlockSums> exact(OperatorFamily family, Layout layout, Progress progress) {
        List<BlockSums> sums = new ArrayList<>();
        List<String> layers = layers(layout);
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
        List<BlockSums> sums = new ArrayList<>();
        List<String> layers = layers(layout);
        double[] z = new double[layout.size()];
        for (int from = 0; from < probes; from += Operator.LANES)
            for (int j = 0; j < layers.size(); j++) {
                double[][] v = new double[Math.min(Operator.LANES, probes - from)][z.length];
                for (int l = 0; l < v.length; l++) {
                    Probes.rademacher(seed, from + l, z);
                    for (Segment each : layout.segments())
                        if (each.layer().equals(layers.get(j)))
                            System.arraycopy(z, each.offset(), v[l], each.offset(), each.size());
                }
                add(products(family, v), j, layout, false, sums);
                progress.report(from * layers.size() + (j + 1) * v.length, probes * layers.size());
            }
        return sums;
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
        for (Segment each : layout.segments()) {
            double sum = 0;
            for (int i = each.offset(); i < each.offset() + each.size(); i++) sum += product[i] * product[i];
            rows[layers.indexOf(each.layer())] += sum;
        }
        for (int i = 0; i < rows.length; i++) {
            sums[i][column] += rows[i];
            squares[i][column] += rows[i] * rows[i];
        }
        counts[column]++;
    }

    BlockNorms result(long seed) {
        int k = layers.size();
        double[][] mean = new double[k][k];
        double[][] errors = new double[k][k];
        int products = 0;
        for (int j = 0; j < k; j++) {
            products += counts[j];
            int n = counts[j];
            for (int i = 0; i < k; i++) {
                mean[i][j] = isExact ? sums[i][j] : sums[i][j] / n;
                if (isExact) continue;
                double variance = Math.max(0, squares[i][j] / n - mean[i][j] * mean[i][j]) * n / (n - 1.0);
                errors[i][j] = n < 2 ? Double.NaN : Math.sqrt(variance / n);
            }
        }
        return new BlockNorms(layers, mean, errors, products, seed);
    }

    static Map<Term, BlockNorms> byTerm(List<BlockSums> sums, long seed) {
        Map<Term, BlockNorms> norms = new EnumMap<>(Term.class);
        for (int k = 0; k < TERMS.size(); k++) norms.put(TERMS.get(k), sums.get(k).result(seed));
        return norms;
    }
}
