package org.hesse.oracle;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hesse.engine.ops.AttentionMix;
import org.hesse.engine.ops.AttentionScores;

/** The two products of attention as sums of products of numbers, each gathered from where it lies. */
final class AttentionTwins {
    static final List<OpTwin> ALL = List.of( //
            new OpTwin(AttentionScores.class, AttentionTwins::scores), //
            new OpTwin(AttentionMix.class, AttentionTwins::mix));

    private AttentionTwins() {}

    /** `y[n,h,i,j] = Σ_c q[n,i,h·w+c] k[n,j,h·w+c]`, for j ≤ i alone if causal. */
    private static Node scores(Draft d) {
        int heads = d.dice().upTo(2);
        int width = d.dice().upTo(2);
        boolean causal = d.dice().chance(0.5);
        int[] q = {d.dice().upTo(2), d.dice().upTo(3), heads * width};
        int[] k = {q[0], causal ? q[1] : d.dice().upTo(3), q[2]};
        int[] y = {q[0], heads, q[1], k[1]};
        Value seen = mask(y, i -> !causal || i[3] <= i[2]);
        return d.apply(new AttentionScores(heads, causal), in -> sum(width, c -> {
            Value left = at(q, y, i -> new int[] {i[0], i[2], i[1] * width + c}).of(in[0]);
            return left.times(at(k, y, i -> new int[] {i[0], i[3], i[1] * width + c}).of(in[1])).times(seen);
        }), y, d.of(q), d.of(k));
    }

    /** `y[n,i,h·w+c] = Σ_j p[n,h,i,j] v[n,j,h·w+c]`, over j ≤ i alone if causal. */
    private static Node mix(Draft d) {
        int heads = d.dice().upTo(2);
        int width = d.dice().upTo(2);
        boolean causal = d.dice().chance(0.5);
        int tokens = d.dice().upTo(3);
        int[] v = {d.dice().upTo(2), causal ? tokens : d.dice().upTo(3), heads * width};
        int[] p = {v[0], heads, tokens, v[1]};
        int[] y = {v[0], tokens, v[2]};
        return d.apply(new AttentionMix(heads, causal), in -> sum(v[1], j -> {
            Value left = at(p, y, i -> new int[] {i[0], i[2] / width, i[1], j}).of(in[0]);
            Value right = at(v, y, i -> new int[] {i[0], j, i[2]}).of(in[1]);
            return left.times(right).times(mask(y, i -> !causal || j <= i[1]));
        }), y, d.of(p), d.of(v));
    }

    private static Rule at(int[] from, int[] y, UnaryOperator<int[]> place) { return Places.gather(from, y, place); }

    private static Value sum(int n, IntFunction<Value> term) {
        Value sum = term.apply(0);
        for (int i = 1; i < n; i++) sum = sum.plus(term.apply(i));
        return sum;
    }

    /** 1 where it is so, 0 elsewhere. */
    private static Value mask(int[] y, Predicate<int[]> isSeen) {
        int[] flags = Places.map(y, new int[] {2}, i -> new int[] {isSeen.test(i) ? 1 : 0});
        return Matrix.of(Places.rows(y), Places.columns(y), k -> flags[k]);
    }
}
