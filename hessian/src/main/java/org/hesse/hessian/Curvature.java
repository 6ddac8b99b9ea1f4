package org.hesse.hessian;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The curvature of an objective at one θ: `H = G + N`, `G = Jᵀ H_z J`, `N = Σ_k (∂ℓ/∂z_k) ∇²z_k`.
 *
 * <p>The point is recorded once, with its gradient; every direction then costs one push and one pull. θ is copied. Not
 * thread-safe: use one per thread.
 */
public final class Curvature implements AutoCloseable {
    private final Point point;
    private final Push push;
    private Pull coarse;
    private Pull fine;
    private double[] births;

    private Curvature(Point point) {
        this.point = point;
        Pull.gradient(point);
        push = new Push(point, 1);
    }

    /** Records the objective at θ. */
    public static Curvature at(Objective objective, double[] theta) {
        objective.layout().check("theta", theta);
        Point point = objective.record(theta.clone(), 1);
        try {
            return new Curvature(point);
        } catch (RuntimeException e) {
            point.close();
            throw e;
        }
    }

    public Layout layout() { return point.layout(); }

    public double loss() { return point.loss(); }

    /** ∇L, a copy. */
    public double[] gradient() { return point.gradient().clone(); }

    /** ∇L, Hv, Gv, Nv as new vectors; with the recording, 11 GEMMs an inner dense layer (∇L alone takes 3). */
    public Split split(double[] v) { return split(v, Split.coarse(layout())); }

    /** The same with Nv's two parts, 13 GEMMs. */
    public Split fineSplit(double[] v) { return split(v, Split.fine(layout())); }

    /** Fills `out`, coarse or fine as it has room; v is none of its vectors. */
    public Split split(double[] v, Split out) {
        layout().check("split", out.gradient());
        push.along(v);
        if (out.nmeActivation() == null) pullCoarse(out);
        else pullFine(out);
        System.arraycopy(point.gradient(), 0, out.gradient(), 0, out.gradient().length);
        sum(out.gaussNewton(), out.nme(), out.hessian());
        return out;
    }

    private void pullCoarse(Split out) {
        if (coarse == null) coarse = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
        coarse.into(Channel.GAUSS_NEWTON, out.gaussNewton());
        coarse.into(Channel.NME, out.nme());
        coarse.run();
    }

    private void pullFine(Split out) {
        if (fine == null) fine = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME_ACTIVATION, Channel.NME_COUPLING);
        fine.into(Channel.GAUSS_NEWTON, out.gaussNewton());
        fine.into(Channel.NME_ACTIVATION, out.nmeActivation());
        fine.into(Channel.NME_COUPLING, out.nmeCoupling());
        fine.run();
        sum(out.nmeActivation(), out.nmeCoupling(), out.nme());
    }

    /** `v ↦ Hv`. */
    public Operator hessian() { return operator(Channel.HESSIAN); }

    /** `v ↦ Gv`: positive semidefinite for convex losses. */
    public Operator gaussNewton() { return operator(Channel.GAUSS_NEWTON); }

    /** `v ↦ Nv`: indefinite. */
    public Operator nme() { return operator(Channel.NME); }

    /** The part of N born at nonlinear functions. */
    public Operator nmeActivation() { return operator(Channel.NME_ACTIVATION); }

    /** The part of N born at products. */
    public Operator nmeCoupling() { return operator(Channel.NME_COUPLING); }

    /** The operator of a channel of order 1, such as {@link Channel#births} makes. */
    public Operator operator(Channel channel) {
        if (channel.order() != 1)
            throw new IllegalArgumentException(channel + ": has order " + channel.order() + ", operators have order 1");
        Pull pull = new Pull(push, channel);
        return new Operator() {
            @Override
            public int size() { return layout().size(); }

            @Override
            public void apply(double[] v, double[] out) {
                pull.into(channel, out);
                push.along(v);
                pull.run();
            }
        };
    }

    /** vᵀGv and vᵀNv by the forward sweep alone, 3 GEMMs an inner dense layer. */
    public Quadratic quadratic(double[] v) {
        pushBirths(v);
        Quadratic sum = Quadratic.ZERO;
        for (Var node : point.nodes()) if (births[node.id()] != 0) sum = sum.plus(birth(node));
        return sum;
    }

    /** The same, by the layer where the curvature is born; G is born in the loss alone. */
    public Map<String, Quadratic> quadraticByLayer(double[] v) {
        pushBirths(v);
        Map<String, Quadratic> layers = new LinkedHashMap<>();
        for (Var node : point.nodes())
            if (node.op() != null && node.op().birth() != Birth.NONE)
                layers.merge(node.layer(), birth(node), Quadratic::plus);
        return layers;
    }

    private void pushBirths(double[] v) {
        if (point.output() == null)
            throw new IllegalStateException("quadratic: the recording has no output(z) that tells model from loss");
        if (births == null) births = new double[point.nodes().size()];
        push.along(v);
        push.births(births);
    }

    private Quadratic birth(Var node) {
        double value = births[node.id()];
        if (node.isLoss()) return new Quadratic(value, 0, 0);
        return node.op().birth() == Birth.FUNCTION ? new Quadratic(0, value, 0) : new Quadratic(0, 0, value);
    }

    private static void sum(double[] a, double[] b, double[] out) {
        for (int i = 0; i < out.length; i++) out[i] = a[i] + b[i];
    }

    @Override
    public void close() {
        push.close();
        point.close();
    }
}
