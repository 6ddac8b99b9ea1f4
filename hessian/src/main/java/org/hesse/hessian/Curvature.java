package org.hesse.hessian;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Birth;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Var;

/**
 * The curvature of an objective at one θ: `H = G + N`, `G = Jᵀ H_z J`, `N = Σ_k (∂ℓ/∂z_k) ∇²z_k`.
 *
 * <p>One batch is recorded once, and ∇L pulled when first asked for; a direction then costs one push and one pull. The
 * parts of {@linkplain org.hesse.engine.objective.MicroBatches micro-batches} are recorded anew for every sweep, where
 * several directions at a time pay. θ is copied. A product that is infinite or NaN is a {@link NonFiniteException}. Not
 * thread-safe: use one per thread.
 */
public final class Curvature implements AutoCloseable {
    private final Products products;
    private final Request coarse = new Request(1, Channel.GAUSS_NEWTON, Channel.NME);
    private final Request fine = new Request(1, Channel.GAUSS_NEWTON, Channel.NME_ACTIVATION, Channel.NME_COUPLING);

    private Request many;
    private final Completion completion = new Completion();
    private final Forms forms = new Forms();
    private final double[][] one = new double[1][];
    private Outputs outputs;
    private Attribution attribution;

    private Curvature(Products products) { this.products = products; }

    /** Records the objective at θ. */
    public static Curvature at(Objective objective, double[] theta) { return at(objective, theta, Progress.NONE); }

    /** The same, with every sum over parts watched, the first of which is that of the gradient. */
    public static Curvature at(Objective objective, double[] theta, Progress progress) {
        return new Curvature(new Products(objective, theta, 1, progress));
    }

    public Layout layout() { return products.layout(); }

    /** True if the recording is kept; false if every product records the parts of the objective anew. */
    public boolean isStored() { return products.isStored(); }

    public double loss() { return products.loss(); }

    /** ∇L, a copy; not to be had once this is closed. */
    public double[] gradient() { return products.gradient().clone(); }

    /** ∇L, Hv, Gv, Nv as new vectors; with the recording, 11 GEMMs an inner dense layer (∇L alone takes 3). */
    public Split split(double[] v) { return split(v, Split.coarse(layout())); }

    /** The same with Nv's two parts, 13 GEMMs. */
    public Split fineSplit(double[] v) { return split(v, Split.fine(layout())); }

    /** Fills `out`, coarse or fine as it has room; v is none of its vectors. */
    public Split split(double[] v, Split out) {
        split(out.isFine() ? fine : coarse, v, out);
        return out;
    }

    /** Several directions in one sweep, each into its own `out`; all are coarse or all fine. */
    public void split(double[][] v, Split... out) {
        if (v.length < 1 || v.length != out.length)
            throw new IllegalArgumentException("split: " + v.length + " directions and " + out.length + " places");
        boolean isFine = out[0].isFine();
        Request r = many(v.length, isFine ? fine : coarse);
        for (int l = 0; l < v.length; l++) {
            if (out[l].isFine() != isFine) throw new IllegalArgumentException("split: some are coarse, some are fine");
            r.v[l] = v[l];
            out[l].places(r, l);
        }
        double[] gradient = products.gradient();
        products.run(r);
        for (Split each : out) completion.run(gradient, each);
    }

    /** Kept for the next sweep of as many directions, which then allocates nothing. */
    private Request many(int lanes, Request like) {
        if (many == null || many.v.length != lanes || many.channels != like.channels)
            many = new Request(lanes, like.channels);
        return many;
    }

    private void split(Request r, double[] v, Split out) {
        layout().check("split", out.gradient());
        r.v[0] = v;
        out.places(r, 0);
        double[] gradient = products.gradient();
        products.run(r);
        completion.run(gradient, out);
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

    /**
     * z[n, …], the outputs of all examples, those of one part after the other's; a copy.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Array outputs() { return outputValues("outputs").values(); }

    /**
     * `r[nK] = ∂L/∂z`, in the order of {@link #outputs}; the share 1/n of an example is in it.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public double[] residual() { return outputValues("residual").residual(); }

    /**
     * `J[nK, P] = ∂z/∂θ`; its {@linkplain Operator#transposed transpose} takes a reverse sweep.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Operator jacobian() { return jacobian("jacobian"); }

    private Operator jacobian(String caller) { return new Jacobian(products, outputValues(caller)); }

    /**
     * `H_z[nK, nK] = ∂²L/∂z²`: `G = Jᵀ H_z J`.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Operator lossHessian() { return new LossHessian(outputValues("loss_hessian")); }

    /**
     * `J Jᵀ[nK, nK]`, the neural tangent kernel (Jacot et al., 2018): `(JJᵀ)H_z` has the nonzero eigenvalues of G.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Operator ntk() {
        Operator jacobian = jacobian("ntk");
        return new Named("ntk", jacobian.times(jacobian.transposed()));
    }

    /**
     * `1/n Σ_i g_i g_iᵀ`, g_i n times example i's share of ∇L: the gradient of its own loss, where all count alike.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Operator empiricalFisher() {
        return Fisher.empirical(jacobian("empirical_fisher"), outputs);
    }

    /**
     * The same with targets drawn from the model, `samples` for each example, and each that counts weighted as in L:
     * its mean over seeds is G.
     *
     * @throws IllegalArgumentException without a sample, for a loss that is no
     *     {@link org.hesse.engine.op.Likelihood}, or for a part of negative weight
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Operator monteCarloFisher(int samples, long seed) {
        return Fisher.monteCarlo(jacobian("monte_carlo_fisher"), outputs, samples, seed);
    }

    /** The curvature by the layer where it is born. */
    public Attribution attribution() {
        if (attribution == null) attribution = Attribution.of(this, products);
        return attribution;
    }

    /** True if the recordings are marked with an output, so that there are G and N. */
    public boolean isSplit() { return products.isSplit(); }

    /**
     * True if the loss says that it is convex in z, so that G is positive semidefinite.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public boolean isConvex() {
        return outputValues("is_convex").parts().stream()
                .allMatch(part -> part.weight() >= 0 && part.loss().isConvex());
    }

    /**
     * The layers whose diagonal block of N is exactly zero: along a random direction within the layer nothing is born
     * at any node. The last one, in which z is linear, and where φ″ = 0 all of them, but for normalisation, attention
     * and tied weights.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Set<String> knownZeros(long seed) { return KnownZeros.of(products, seed); }

    /** @param caller the method that needs them, for messages */
    Outputs outputValues(String caller) {
        if (outputs == null) outputs = new Outputs(caller, products);
        return outputs;
    }

    Products products() { return products; }

    /** The operator of a channel of order 1, such as {@link Channel#births} makes. */
    public Operator operator(Channel channel) {
        if (channel.order() != 1)
            throw new IllegalArgumentException(channel + ": has order " + channel.order() + ", operators have order 1");
        return new ChannelOperator(products, channel);
    }

    /**
     * Several terms, taken together: the products of common directions are those of one sweep, and H's is the sum of
     * G's and N's, N's that of its parts, wherever these are asked for too.
     */
    public OperatorFamily terms(Term... terms) { return new TermSweep(products, terms); }

    /**
     * vᵀGv and vᵀNv by the forward sweep alone, 3 GEMMs an inner dense layer.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Quadratic quadratic(double[] v) {
        sumForm(v);
        return forms.of(0);
    }

    /**
     * The same into `out[3]`: vᵀGv and vᵀNv's activation and coupling parts. Allocates nothing once warm.
     *
     * @throws IllegalArgumentException if `out` has another length
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public void quadratic(double[] v, double[] out) {
        if (out.length != 3)
            throw new IllegalArgumentException("quadratic: out has " + out.length + " places, needs 3");
        sumForm(v);
        forms.copy(0, out);
    }

    /**
     * The same for several directions in one sweep.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Quadratic[] quadratics(double[]... v) {
        sumForms(v);
        return IntStream.range(0, v.length).mapToObj(forms::of).toArray(Quadratic[]::new);
    }

    private void sumForm(double[] v) {
        one[0] = v;
        sumForms(one);
    }

    private void sumForms(double[]... v) {
        forms.begin(v.length);
        products.births(v, forms);
        for (int l = 0; l < v.length; l++) if (!forms.isFinite(l)) throw notFinite(forms.of(l));
    }

    private NonFiniteException notFinite(Quadratic sum) {
        products.checkGradient();
        return new NonFiniteException("quadratic: vᵀGv = " + sum.gaussNewton() + ", vᵀNv = " + sum.nme()
                + ", at a finite loss of " + loss());
    }

    /**
     * The same, by the layer where the curvature is born; G is born in the loss alone.
     *
     * @throws IllegalStateException if a recording is not marked with an output
     */
    public Map<String, Quadratic> quadraticByLayer(double[] v) {
        Map<String, Quadratic> layers = new LinkedHashMap<>();
        products.births(new double[][] {v}, (i, weight, point, births) -> {
            Forms.checkSplit("quadratic_by_layer", point);
            Map<String, Quadratic> part = new LinkedHashMap<>();
            for (Var node : point.nodes())
                if (node.op() != null && node.op().birth() != Birth.NONE)
                    part.merge(node.layer(), Forms.at(node, births[0]), Quadratic::plus);
            part.forEach((layer, q) -> layers.merge(layer, q.times(weight), Quadratic::plus));
        });
        return layers;
    }

    @Override
    public void close() { products.close(); }
}
