package org.hesse.hessian;

import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Point;
import org.hesse.hessian.algebra.Vectors;

/**
 * The products of an objective at one θ, summed over its parts. An objective of one part is recorded once and stored;
 * the parts of any other are recorded anew for each sum, so that one at a time is in memory. Not thread-safe.
 */
final class Products implements AutoCloseable {
    /** What is done with the quadratic forms of part i: `births[lane][node]`. */
    interface Births {
        void part(int i, double weight, Point point, double[][] births);
    }

    /** What is done with the sweeps over part i. */
    interface Use {
        void part(int i, double weight, Sweeps sweeps);
    }

    private final Objective objective;
    private final Pool pool;
    /** Of the pool, as vectors as long as θ are what a short-lived curvature would make most garbage of. */
    private final double[] theta;
    private final int order;
    private final Progress progress;
    /** Of the sum over parts; a stored point has its own, pulled when first asked for. */
    private final double[] gradient;
    private final double loss;
    private final Sweeps stored;
    private double[][] births = {};
    private boolean isClosed;

    /** θ is copied. */
    Products(Objective objective, double[] theta, int order, Progress progress) {
        objective.layout().check("theta", theta);
        this.objective = objective;
        this.order = order;
        this.progress = progress;
        pool = objective.parts().get(0).batch().pool();
        this.theta = pool.shelf(theta.length).take();
        // By the kernels, whose threads share it.
        Providers.kernels().axpby(theta.length, 1, theta, 0, 0, this.theta, 0);
        boolean isSingle = objective.parts().size() == 1 && objective.parts().get(0).weight() == 1;
        Point point = null;
        try {
            point = isSingle ? objective.parts().get(0).batch().record(this.theta, order) : null;
            stored = isSingle ? new Sweeps(point) : null;
            gradient = isSingle ? null : new double[theta.length];
            loss = isSingle ? point.loss() : objective.gradient(this.theta, gradient, progress);
            if (isSingle) progress.report(1, 1);
        } catch (RuntimeException | Error e) {
            if (point != null) point.close();
            pool.shelf(theta.length).give(this.theta);
            throw e;
        }
    }

    /** True if every part tells model from loss. */
    boolean isSplit() {
        boolean[] split = {true};
        forEach((i, weight, sweeps) -> split[0] &= sweeps.point().output() != null);
        return split[0];
    }

    Layout layout() { return objective.layout(); }

    boolean isStored() { return stored != null; }

    double loss() { return loss; }

    /** Of the point, if that is stored: lost when this is closed. */
    double[] gradient() {
        checkOpen();
        return isStored() ? Pull.gradient(stored.point()) : gradient;
    }

    /** Fills the request's places; a number that is not finite is a {@link NonFiniteException} that names it. */
    void run(Request r) {
        checkOpen();
        if (isStored()) runStored(r);
        else sum(r);
        for (int c = 0; c < r.out.length; c++)
            for (double[] product : r.out[c]) checkFinite(r.channels.get(c), product);
    }

    private void runStored(Request r) {
        stored.run(r);
        progress.report(1, 1);
    }

    private void checkOpen() {
        if (isClosed) throw new IllegalStateException("curvature: it is closed");
    }

    private void sum(Request r) {
        r.checkApart();
        Request part = r.apart(layout().size());
        objective.forEach(theta, order, progress, (i, weight, point) -> {
            try (Sweeps sweeps = new Sweeps(point)) {
                sweeps.run(part);
            }
            for (int c = 0; c < r.out.length; c++)
                for (int l = 0; l < r.v.length; l++)
                    point.kernels().axpby(theta.length, weight, part.out[c][l], 0, i == 0 ? 0 : 1, r.out[c][l], 0);
        });
    }

    /** Quadratic forms of several directions by forward sweeps, part by part. */
    void births(double[][] v, Births use) {
        checkOpen();
        if (isStored()) {
            // Not by forEach, whose use would be all that a warmed form allocates.
            births(0, 1, stored, v, use);
            progress.report(1, 1);
        } else forEach((i, weight, sweeps) -> births(i, weight, sweeps, v, use));
    }

    /** The parts in order: the stored one, or each recorded anew and closed before the next. */
    void forEach(Use use) {
        checkOpen();
        if (isStored()) {
            use.part(0, 1, stored);
            progress.report(1, 1);
        } else
            objective.forEach(theta, order, progress, (i, weight, point) -> {
                try (Sweeps sweeps = new Sweeps(point)) {
                    use.part(i, weight, sweeps);
                }
            });
    }

    private void births(int i, double weight, Sweeps sweeps, double[][] v, Births use) {
        int nodes = sweeps.point().nodes().size();
        if (births.length != v.length || births[0].length < nodes) births = new double[v.length][nodes];
        sweeps.births(v, births);
        use.part(i, weight, sweeps.point(), births);
    }

    private void checkFinite(Channel channel, double[] product) {
        int at = Vectors.firstNonFinite(product);
        if (at < 0) return;
        checkGradient();
        for (Segment parameter : layout().segments())
            if (at >= parameter.offset() && at < parameter.offset() + parameter.size())
                throw new NonFiniteException(channel + ": the product's first non-finite number is " + parameter.name()
                        + "[" + (at - parameter.offset()) + "] = " + product[at] + ", at a finite loss of " + loss);
    }

    /** An adjoint that is not finite explains more than the product that it spoilt: its node is named. */
    void checkGradient() {
        if (isStored()) Pull.gradient(stored.point());
    }

    @Override
    public void close() {
        if (isClosed) return;
        isClosed = true;
        if (isStored()) {
            stored.close();
            stored.point().close();
        }
        pool.shelf(theta.length).give(theta);
    }
}
