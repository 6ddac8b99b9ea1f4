package org.hesse.hessian.structure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.OperatorFamily;
import org.hesse.hessian.Probes;
import org.hesse.hessian.Term;
import org.hesse.hessian.algebra.Layers;

/**
 * {@link BlockNorms} of a family of operators, a sweep of at most {@link Operator#LANES} directions at a time, each
 * within one layer: the unit vectors where exact, else probes. Not thread-safe.
 *
 * <p>What is done so far are plain numbers, {@link #state}: save them, and {@link #resume} goes on with the same bits.
 */
public final class BlockSweeps {
    /** Directions `first`, `first + 1`, … of a layer: parameters where exact, else probes. */
    private record Sweep(int layer, int first, int count) {}

    /**
     * What a later run needs to go on. Not to be changed; as thread-safe as its arrays.
     *
     * @param sweeps that are done
     * @param sums of each operator
     */
    public record State(int sweeps, double[][] sums) {}

    private final OperatorFamily family;
    private final Layout layout;
    private final List<String> layers;
    private final boolean isExact;
    private final long seed;
    private final List<Sweep> sweeps = new ArrayList<>();
    private final List<BlockSums> sums;
    private int done;
    private int directions;

    private BlockSweeps(OperatorFamily family, Layout layout, boolean isExact, long seed) {
        if (layout.size() != family.size())
            throw new IllegalArgumentException("block_norms: " + family + " has " + family.size()
                    + " rows, the layout " + layout.size() + " numbers: " + layout);
        this.family = family;
        this.layout = layout;
        this.isExact = isExact;
        this.seed = seed;
        layers = Layers.of(layout);
        sums = Stream.generate(() -> new BlockSums(layout, isExact)).limit(family.count()).toList();
    }

    /** Of every column, as many as there are parameters; no sweep yet. */
    public static BlockSweeps exact(OperatorFamily family, Layout layout) {
        BlockSweeps exact = new BlockSweeps(family, layout, true, 0);
        for (Segment segment : layout.segments())
            for (int from = 0; from < segment.size(); from += Operator.LANES)
                exact.sweeps.add(new Sweep(exact.layers.indexOf(segment.layer()), segment.offset() + from,
                        Math.min(Operator.LANES, segment.size() - from)));
        return exact;
    }

    /** Of `probes` random directions for each layer; no sweep yet. */
    public static BlockSweeps estimate(OperatorFamily family, Layout layout, int probes, long seed) {
        if (probes < 1) throw new IllegalArgumentException("block_norms: needs at least one probe, got " + probes);
        BlockSweeps estimate = new BlockSweeps(family, layout, false, seed);
        for (int from = 0; from < probes; from += Operator.LANES)
            for (int j = 0; j < estimate.layers.size(); j++)
                estimate.sweeps.add(new Sweep(j, from, Math.min(Operator.LANES, probes - from)));
        return estimate;
    }

    /** Goes on from a state of the same operators, blocks, probes and seed; returns this. */
    public BlockSweeps resume(State state) {
        if (state.sweeps < 0 || state.sweeps > sweeps.size() || state.sums.length != sums.size())
            throw new IllegalArgumentException("block_norms: a state of " + state.sums.length + " operators after "
                    + state.sweeps + " sweeps, there are " + sums.size() + " and " + sweeps.size());
        for (int k = 0; k < sums.size(); k++) sums.get(k).take(state.sums[k]);
        done = state.sweeps;
        directions = sweeps.stream().limit(done).mapToInt(Sweep::count).sum();
        return this;
    }

    /** A copy of all there is. */
    public State state() { return new State(done, sums.stream().map(BlockSums::numbers).toArray(double[][]::new)); }

    /**
     * The next sweep.
     *
     * @param progress told the directions done, of all
     * @return true if another can follow; a call after the last does nothing
     */
    public boolean step(Progress progress) {
        if (done == sweeps.size()) return false;
        Sweep sweep = sweeps.get(done);
        double[][] v = new double[sweep.count][family.size()];
        for (int l = 0; l < v.length; l++) fill(sweep, sweep.first + l, v[l]);
        double[][][] products = new double[family.count()][v.length][family.size()];
        family.apply(v, products);
        for (int k = 0; k < products.length; k++)
            for (double[] each : products[k]) sums.get(k).add(sweep.layer, each);
        done++;
        directions += sweep.count;
        progress.report(directions, directions());
        return done < sweeps.size();
    }

    /** How many directions all sweeps have together. */
    public int directions() { return sweeps.stream().mapToInt(Sweep::count).sum(); }

    private void fill(Sweep sweep, int direction, double[] v) {
        if (isExact) v[direction] = 1;
        else {
            double[] z = new double[v.length];
            Probes.rademacher(seed, direction, z);
            Layers.copy(layout, layers.get(sweep.layer), z, v);
        }
    }

    /** The norms so far of each operator: those of the matrix once all sweeps are done. */
    public List<BlockNorms> norms() { return sums.stream().map(each -> each.result(seed)).toList(); }

    /** All sweeps that are left, and the norms. */
    List<BlockNorms> run(Progress progress) {
        boolean more = true;
        while (more) more = step(progress);
        return norms();
    }

    /** The family of all terms of a curvature, in the order of {@link Term#values}. */
    static OperatorFamily terms(Curvature curvature) { return curvature.terms(Term.values()); }

    /** The norms of the family of all terms, by term. */
    public static Map<Term, BlockNorms> byTerm(List<BlockNorms> norms) {
        Map<Term, BlockNorms> byTerm = new EnumMap<>(Term.class);
        Term[] terms = Term.values();
        for (int i = 0; i < terms.length; i++) byTerm.put(terms[i], norms.get(i));
        return byTerm;
    }
}
