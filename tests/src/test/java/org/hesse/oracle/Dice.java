package org.hesse.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What random graphs are drawn with. */
record Dice(Random random) {
    /** 0, 1, …, n − 1. */
    int below(int n) { return random.nextInt(n); }

    /** 1, 2, …, n. */
    int upTo(int n) { return 1 + below(n); }

    boolean chance(double p) { return random.nextDouble() < p; }

    double between(double low, double high) { return low + (high - low) * random.nextDouble(); }

    <T> T pick(List<T> list) { return list.get(below(list.size())); }

    double[] gaussians(int n) { return IntStream.range(0, n).mapToDouble(k -> random.nextGaussian()).toArray(); }

    /** Some of 0, 1, …, n − 1, at least one, each as often as it comes. */
    int[] places(int n, int most) { return random.ints(upTo(most), 0, n).toArray(); }

    /** Some of 0, 1, …, n − 1, at least one, each once. */
    List<Integer> subset(int n) { return permutation(n).subList(0, upTo(n)); }

    List<Integer> permutation(int n) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(all, random);
        return all;
    }

    /** Of rank 0 to 3, with 12 numbers at most. */
    int[] shape() {
        return switch (below(8)) {
            case 0 -> new int[0];
            case 1, 2 -> new int[] {upTo(4)};
            case 3, 4, 5 -> new int[] {upTo(3), 1 + upTo(3)};
            default -> new int[] {upTo(3), 2, upTo(2)};
        };
    }
}
