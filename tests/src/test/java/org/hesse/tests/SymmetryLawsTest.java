package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hesse.engine.array.Segment;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Relu;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 7: what leaves the function of a network alone transforms ∇L and all products by the known factors. */
class SymmetryLawsTest {
    static Stream<Networks.Case> cases() { return Networks.all(); }

    static Stream<Networks.Case> homogeneous() {
        List<Elementwise> functions = List.of(new Relu(), new LeakyRelu(0.3), new Identity());
        return functions.stream().flatMap(fn -> Networks.LOSSES.stream().map(loss -> Networks.of(fn, loss)));
    }

    /** θ′ = Pθ, v′ = Pv: ∇L′ = P∇L and A′v′ = PAv, up to the order of sums. */
    @ParameterizedTest
    @MethodSource("cases")
    void permutingHiddenUnitsPermutesTheProducts(Networks.Case c) {
        for (int seed = 0; seed < 3; seed++) {
            int[] p = permutation(c, new SplittableRandom(seed));
            assertTrue(IntStream.range(0, p.length).filter(i -> p[i] != i).count() > p.length / 2, "moves too few");
            Map<String, double[]> before = products(c, c.theta(), c.v());
            Map<String, double[]> after = products(c, permuted(p, c.theta()), permuted(p, c.v()));
            before.forEach((what, a) -> Vectors.assertClose(what, permuted(p, a), after.get(what), 1e-12,
                    Vectors.largest(a)));
        }
    }

    /** θ′ = Dθ, v′ = Dv with powers of two, one a hidden unit: ∇L′ = D⁻¹∇L and A′v′ = D⁻¹Av, to the bit. */
    @ParameterizedTest
    @MethodSource("homogeneous")
    void rescalingHiddenUnitsByPowersOfTwoIsExact(Networks.Case c) {
        for (int seed = 0; seed < 3; seed++) {
            double[] d = scaling(c, new SplittableRandom(seed));
            assertTrue(Arrays.stream(d).filter(x -> x != 1).count() > d.length / 2, "scales too few");
            double[] inverse = Arrays.stream(d).map(x -> 1 / x).toArray();
            Map<String, double[]> before = products(c, c.theta(), c.v());
            Map<String, double[]> after = products(c, times(d, c.theta()), times(d, c.v()));
            before.forEach((what, a) -> assertArrayEquals(times(inverse, a), after.get(what), what));
            assertTrue(Vectors.largest(before.get("coupling")) > 1e-3 && Vectors.largest(before.get("G")) > 1e-3);
        }
    }

    /** ∇L and every product, by the operators and by both splits. */
    private static Map<String, double[]> products(Networks.Case c, double[] theta, double[] v) {
        Map<String, double[]> products = new LinkedHashMap<>();
        try (Curvature curvature = Curvature.at(c.objective(), theta)) {
            products.put("gradient", curvature.gradient());
            products.put("H", curvature.hessian().apply(v));
            products.put("G", curvature.gaussNewton().apply(v));
            products.put("N", curvature.nme().apply(v));
            products.put("activation", curvature.nmeActivation().apply(v));
            products.put("coupling", curvature.nmeCoupling().apply(v));
            put(products, "split", curvature.split(v));
            put(products, "fine split", curvature.fineSplit(v));
        }
        assertEquals(12, products.size());
        return products;
    }

    private static void put(Map<String, double[]> products, String name, Split split) {
        products.put(name + "'s H", split.hessian());
        products.put(name + "'s G", split.gaussNewton());
        products.put(name + "'s N", split.nme());
    }

    /** `(Pa)[i] = a[p[i]]`: new orders of the units of every hidden layer. */
    private static int[] permutation(Networks.Case c, SplittableRandom random) {
        int[] p = new int[c.theta().length];
        List<Segment> segments = c.model().layout().segments();
        int[] in = IntStream.range(0, c.model().input()[0]).toArray();
        for (int s = 0; s < segments.size(); s += 2) {
            Segment weight = segments.get(s);
            Segment bias = segments.get(s + 1);
            int[] out = IntStream.range(0, bias.size()).toArray();
            if (s + 2 < segments.size()) shuffle(random, out);
            for (int i = 0; i < out.length; i++) {
                p[bias.offset() + i] = bias.offset() + out[i];
                for (int j = 0; j < in.length; j++)
                    p[weight.offset() + i * in.length + j] = weight.offset() + out[i] * in.length + in[j];
            }
            in = out;
        }
        return p;
    }

    private static void shuffle(SplittableRandom random, int[] a) {
        for (int i = a.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int ai = a[i];
            a[i] = a[j];
            a[j] = ai;
        }
    }

    /** The diagonal of D: unit i's bias and incoming weights × c_i, its outgoing weights / c_i, c_i in 2⁻⁴…2⁴. */
    private static double[] scaling(Networks.Case c, SplittableRandom random) {
        double[] d = new double[c.theta().length];
        List<Segment> segments = c.model().layout().segments();
        double[] in = ones(c.model().input()[0]);
        for (int s = 0; s < segments.size(); s += 2) {
            Segment weight = segments.get(s);
            Segment bias = segments.get(s + 1);
            boolean hidden = s + 2 < segments.size();
            double[] out = random.ints(bias.size(), -4, 5).mapToDouble(k -> hidden ? Math.scalb(1.0, k) : 1).toArray();
            for (int i = 0; i < out.length; i++) {
                d[bias.offset() + i] = out[i];
                for (int j = 0; j < in.length; j++) d[weight.offset() + i * in.length + j] = out[i] / in[j];
            }
            in = out;
        }
        return d;
    }

    private static double[] ones(int n) { return IntStream.range(0, n).mapToDouble(i -> 1).toArray(); }

    private static double[] permuted(int[] p, double[] a) { return Arrays.stream(p).mapToDouble(i -> a[i]).toArray(); }

    private static double[] times(double[] d, double[] a) {
        return IntStream.range(0, a.length).mapToDouble(i -> d[i] * a[i]).toArray();
    }
}
