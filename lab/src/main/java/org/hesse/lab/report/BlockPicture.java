package org.hesse.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.hesse.hessian.Term;

/**
 * Norms of the blocks of each term, layer by layer, as heat maps beside each other on one logarithmic colour scale. Not
 * thread-safe.
 */
public final class BlockPicture {
    /** Magnitudes below the largest that still have a colour of their own. */
    private static final int DECADES = 6;

    private final List<String> layers;
    private final Map<Term, double[][]> norms = new EnumMap<>(Term.class);

    public BlockPicture(List<String> layers) { this.layers = List.copyOf(layers); }

    /** Adds a term, `norms[i][j]` of the block of rows i and columns j; returns this. */
    public BlockPicture add(Term term, double[]... blocks) {
        norms.put(term, blocks.clone());
        return this;
    }

    public Picture draw() {
        double[] positive = norms.values().stream().flatMap(Arrays::stream).flatMapToDouble(DoubleStream::of)
                .filter(x -> x > 0).map(Math::log10).toArray();
        int top = (int) Math.ceil(DoubleStream.of(positive).max().orElse(0));
        int bottom = (int) Math.floor(DoubleStream.of(positive).min().orElse(0));
        int decades = Math.max(1, Math.min(DECADES, top - bottom));
        List<Panel> maps = new ArrayList<>();
        norms.forEach((term, blocks) -> maps
                .add(new HeatMap(Look.title(term) + ": norms of blocks", layers, blocks, top, decades)));
        return new Picture(maps, maps.size());
    }
}
