package org.hesse.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.hesse.engine.array.Segment;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Assertions;

/** The laws that tie a program's coefficients and products to the function, and to each other. */
final class ProgramLaws {
    private static final double ROUNDING = 1e-12;
    private static final double DIFFERENCES = 1e-8;

    private ProgramLaws() {}

    static void declarations(Program p, Tally tally) {
        try (Recorded at = new Recorded(p, p.theta(), p.direction(0))) {
            Set<Segment> used = new HashSet<>();
            for (Var node : at.point().nodes()) used.add(node.parameter());
            for (Segment declared : p.layout().segments()) {
                Assertions.assertTrue(used.contains(declared),
                        () -> p + ": declares the parameter " + declared + " and does not use it");
                tally.passed();
            }
            if (p.output() != null)
                Assertions.assertArrayEquals(p.output(), at.point().output().shape(), () -> p + ": output");
        }
    }

    static void coefficients(Program p, Tally tally) {
        for (int k = 1; k <= p.order(); k++) {
            int now = k;
            close("z" + k, p, k, at -> at.z(now - 1), at -> at.z(now), tally);
        }
    }

    /** Entry by entry, so that none hides behind the others. */
    static void gradient(Program p, Tally tally) {
        double[] theta = p.theta();
        double[] v = p.direction(0);
        double[] expected = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            double[] alone = new double[theta.length];
            alone[i] = 1;
            expected[i] = Calculus.derivative(p.step(), 1,
                    e -> Recorded.ask(p, along(theta, e, alone), v, Recorded::loss))[0];
        }
        tally.close("∇L", expected, Recorded.ask(p, theta, v, Recorded::gradient), DIFFERENCES);
    }

    static void hessian(Program p, Tally tally) {
        close("Hv", p, 1, Recorded::gradient, at -> at.pull(Channel.HESSIAN), tally);
    }

    /** J stays, and z moves along its tangent. */
    static void gaussNewton(Program p, Tally tally) {
        double[] theta = p.theta();
        try (Recorded at = new Recorded(p, theta, p.direction(0))) {
            double[] bend = Calculus.derivative(p.step(), 1, e -> at.residual(along(at.z(0), e, at.z(1))));
            tally.close("Gv", Recorded.transposed(p, theta, bend), at.pull(Channel.GAUSS_NEWTON), DIFFERENCES);
        }
    }

    /** The residual stays, and J moves. */
    static void nme(Program p, Tally tally) {
        double[] theta = p.theta();
        double[] v = p.direction(0);
        try (Recorded at = new Recorded(p, theta, v)) {
            double[] r = at.residual(at.z(0));
            double[] expected = Calculus.derivative(p.step(), 1, e -> Recorded.transposed(p, along(theta, e, v), r));
            tally.close("Nv", expected, at.pull(Channel.NME), DIFFERENCES);
        }
    }

    static void split(Program p, Tally tally) {
        double[] v = p.direction(0);
        try (Recorded at = new Recorded(p, p.theta(), v)) {
            double[] h = at.pull(Channel.HESSIAN);
            double[] g = at.pull(Channel.GAUSS_NEWTON);
            double[] n = at.pull(Channel.NME);
            double bound = ROUNDING * Math.max(Tally.largest(g), Tally.largest(n));
            tally.within("Gv + Nv", h, along(g, 1, n), bound);
            double[] activation = at.pull(Channel.NME_ACTIVATION);
            tally.within("Nv's parts", n, along(activation, 1, at.pull(Channel.NME_COUPLING)), bound);
            double[] forms = at.forms();
            tally.within("vᵀGv", new double[] {dot(v, g)}, new double[] {forms[0]}, bound * v.length);
            tally.within("vᵀNv", new double[] {dot(v, n)}, new double[] {forms[1]}, bound * v.length);
            if (p.isConvex()) tally.atLeast("vᵀGv", 0, forms[0], bound);
        }
    }

    static void symmetry(Program p, Tally tally) {
        double[] v = p.direction(0);
        double[] u = p.direction(1);
        try (Recorded at = new Recorded(p, p.theta(), v); Recorded other = new Recorded(p, p.theta(), u)) {
            double scale = Tally.largest(at.pull(Channel.GAUSS_NEWTON)) + Tally.largest(at.pull(Channel.NME));
            for (Channel a : new Channel[] {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME, Channel.NME_ACTIVATION,
                    Channel.NME_COUPLING})
                tally.within("uᵀAv = vᵀAu of " + a, new double[] {dot(u, at.pull(a))},
                        new double[] {dot(v, other.pull(a))}, ROUNDING * scale * v.length);
        }
    }

    /** `∇(vᵀHv) = d/dε H(θ + εv)v`; the part of G along another direction u: `⟨∇(vᵀGv), u⟩ = d/dε vᵀG(θ + εu)v`. */
    static void third(Program p, Tally tally) {
        double[] theta = p.theta();
        double[] v = p.direction(0);
        double[] u = p.direction(1);
        close("½∇(vᵀHv)", p, 2, at -> at.pull(Channel.HESSIAN), at -> at.pull(Channel.THIRD), tally);
        try (Recorded at = new Recorded(p, theta, v)) {
            double[] gn = at.pull(Channel.THIRD_GAUSS_NEWTON);
            double[] nme = at.pull(Channel.THIRD_NME);
            double largest = Math.max(Tally.largest(gn), Tally.largest(nme));
            tally.within("½∇(vᵀGv) + ½∇(vᵀNv)", at.pull(Channel.THIRD), along(gn, 1, nme), ROUNDING * largest);
            double[] expected = Calculus.derivative(p.step(), 2,
                    e -> Recorded.ask(p, along(theta, e, u), v, Recorded::forms));
            tally.within("⟨½∇(vᵀAv), u⟩ of G and N", expected, new double[] {dot(gn, u), dot(nme, u)},
                    DIFFERENCES * largest * u.length);
        }
    }

    /** Asked again, after another direction, and recorded anew. */
    static void sameBits(Program p, Tally tally) {
        double[] theta = p.theta();
        double[] v = p.direction(0);
        try (Recorded at = new Recorded(p, theta, v); Recorded anew = new Recorded(p, theta, v)) {
            double[][] once = at.everything();
            at.along(p.direction(1));
            at.everything();
            at.along(v);
            double[][] again = at.everything();
            double[][] other = anew.everything();
            for (int i = 0; i < once.length; i++) {
                tally.sameBits("asked again (" + i + ")", once[i], again[i]);
                tally.sameBits("recorded anew (" + i + ")", once[i], other[i]);
            }
        }
        tally.sameBits("θ", p.theta(), theta);
        tally.sameBits("v", p.direction(0), v);
    }

    /** `after = (1/k) d/dε before(θ + εv)`. */
    private static void close(String what, Program p, int k, Function<Recorded, double[]> before,
            Function<Recorded, double[]> after, Tally tally) {
        double[] theta = p.theta();
        double[] v = p.direction(0);
        double[] expected = Calculus.derivative(p.step(), k,
                e -> Recorded.ask(p, along(theta, e, v), v, before));
        tally.close(what, expected, Recorded.ask(p, theta, v, after), DIFFERENCES);
    }

    private static double dot(double[] x, double[] y) { return Calculus.dot(x, y)[0]; }

    /** `x + ev`. */
    private static double[] along(double[] x, double e, double[] v) {
        double[] sum = new double[x.length];
        for (int i = 0; i < sum.length; i++) sum[i] = x[i] + e * v[i];
        return sum;
    }
}
