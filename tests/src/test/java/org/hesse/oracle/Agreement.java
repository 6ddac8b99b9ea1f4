package org.hesse.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * Compares all channels of the engine with the oracle, and keeps count and the worst disagreement of each.
 *
 * <p>The error is relative to the largest entry of the quantity, or, where that is below 1e-12 of the largest of the
 * case, to the latter: exact zeros exist.
 */
final class Agreement {
    private static final double TOLERANCE = 1e-11;
    private static final double NOTHING = 1e-12;
    private static final Channel[] CHANNELS = {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME,
            Channel.NME_ACTIVATION, Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON,
            Channel.THIRD_NME};

    private final Map<String, Double> worst = new LinkedHashMap<>();
    private int comparisons;

    int comparisons() { return comparisons; }

    Map<String, Double> worst() { return worst; }

    void check(Twin twin) {
        Map<String, double[]> expected = oracle(twin);
        Map<String, double[]> actual = engine(twin);
        double largest = expected.values().stream().mapToDouble(Agreement::largest).max().orElseThrow();
        expected.forEach((quantity, e) -> {
            double scale = largest(e) < NOTHING * largest ? largest : largest(e);
            double error = distance(e, actual.get(quantity)) / (scale == 0 ? 1 : scale);
            worst.merge(quantity, error, Math::max);
            comparisons++;
            assertTrue(error <= TOLERANCE, () -> twin.name() + ", " + quantity + ": off by " + error);
        });
    }

    private static Map<String, double[]> oracle(Twin twin) {
        NestedOracle o = twin.oracle();
        Matrix theta = twin.theta();
        Matrix v = twin.v();
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("loss", o.loss(theta));
        all.put("gradient", o.gradient(theta));
        all.put("hessian", o.hessian(theta, v));
        all.put("gauss_newton", o.gaussNewton(theta, v));
        all.put("nme", o.nme(theta, v));
        all.put("nme_activation", o.nmeActivation(theta, v));
        all.put("nme_coupling", o.nmeCoupling(theta, v));
        all.put("third", o.third(theta, v));
        all.put("third_gn", o.thirdGaussNewton(theta, v));
        all.put("third_nme", o.thirdNme(theta, v));
        for (String form : new String[] {"gauss_newton", "nme", "nme_activation", "nme_coupling"})
            all.put("quadratic " + form, v.dot(all.get(form)));
        Map<String, double[]> numbers = new LinkedHashMap<>();
        all.forEach((quantity, value) -> numbers.put(quantity, value.number().data()));
        return numbers;
    }

    private static Map<String, double[]> engine(Twin twin) {
        Map<String, double[]> all = new LinkedHashMap<>();
        try (Point point = twin.point(); Push push = new Push(point, 2)) {
            all.put("loss", new double[] {point.loss()});
            all.put("gradient", Pull.gradient(point).clone());
            push.along(twin.v().data());
            Pull pull = new Pull(push, CHANNELS);
            pull.run();
            for (Channel channel : CHANNELS) all.put(channel.name(), pull.result(channel));
            quadraticForms(push, all);
        }
        return all;
    }

    private static void quadraticForms(Push push, Map<String, double[]> all) {
        double[] births = new double[push.point().nodes().size()];
        push.births(births);
        all.put("quadratic gauss_newton", sum(push, births, Var::isLoss));
        all.put("quadratic nme", sum(push, births, node -> !node.isLoss()));
        all.put("quadratic nme_activation", sum(push, births, node -> isModel(node, Birth.FUNCTION)));
        all.put("quadratic nme_coupling", sum(push, births, node -> isModel(node, Birth.PRODUCT)));
    }

    private static boolean isModel(Var node, Birth birth) {
        return !node.isLoss() && node.op() != null && node.op().birth() == birth;
    }

    private static double[] sum(Push push, double[] births, Predicate<Var> where) {
        return new double[] {push.point().nodes().stream().filter(where).mapToDouble(n -> births[n.id()]).sum()};
    }

    private static double largest(double[] x) {
        double max = 0;
        for (double each : x) max = Math.max(max, Math.abs(each));
        return max;
    }

    /** The largest difference; NaN where there is one. */
    private static double distance(double[] x, double[] y) {
        double max = 0;
        for (int i = 0; i < x.length; i++) max = Math.max(max, Math.abs(x[i] - y[i]));
        return x.length == y.length ? max : Double.POSITIVE_INFINITY;
    }
}
