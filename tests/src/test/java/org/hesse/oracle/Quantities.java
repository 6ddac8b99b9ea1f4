package org.hesse.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/** What is known of a program by both engine and oracle: the loss, all channels and the quadratic forms, by name. */
final class Quantities {
    /** Loss, gradient, eight channels and four quadratic forms. */
    static final int COUNT = 14;

    private static final double NOTHING = 1e-12;
    private static final Channel[] CHANNELS = {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME,
            Channel.NME_ACTIVATION, Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON,
            Channel.THIRD_NME};

    private Quantities() {}

    /** The largest error of each quantity in the measure of {@link #scale}. */
    static Map<String, Double> errors(Map<String, double[]> expected, Map<String, double[]> actual) {
        Map<String, Double> errors = new LinkedHashMap<>();
        expected.forEach((quantity, e) -> {
            double scale = scale(expected, e);
            errors.put(quantity, distance(e, actual.get(quantity)) / (scale == 0 ? 1 : scale));
        });
        return errors;
    }

    /** The largest entry, or, where that is below 1e-12 of the largest of the case, the latter: exact zeros exist. */
    static double scale(Map<String, double[]> all, double[]... some) {
        double most = all.values().stream().mapToDouble(Quantities::largest).max().orElseThrow();
        double largest = Stream.of(some).mapToDouble(Quantities::largest).max().orElseThrow();
        return largest < NOTHING * most ? most : largest;
    }

    static Map<String, double[]> oracle(Twin twin) {
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

    static Map<String, double[]> engine(Twin twin) {
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

    static double largest(double[] x) {
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
