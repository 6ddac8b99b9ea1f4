package org.hesse.hessian;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;
import org.hesse.engine.sweep.Channel;
import org.hesse.engine.sweep.Pull;
import org.hesse.engine.sweep.Push;
import org.hesse.engine.sweep.VectorJacobian;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/** The sweeps over one recorded point, made when first asked for and kept. Not thread-safe. */
final class Sweeps implements AutoCloseable {
    private final Point point;
    private final Map<List<Channel>, Pull> pulls = new HashMap<>();
    private final Map<Var, VectorJacobian> transposes = new HashMap<>();
    private Push push;

    Sweeps(Point point) { this.point = point; }

    Point point() { return point; }

    void run(Request r) {
        Push lanes = push(r.v.length);
        Pull pull = pulls.get(r.channels);
        if (pull == null) {
            pull = new Pull(lanes, r.channels.toArray(Channel[]::new));
            pulls.put(r.channels, pull);
        }
        for (int c = 0; c < r.out.length; c++)
            for (int l = 0; l < r.v.length; l++) pull.into(l, r.channels.get(c), r.out[c][l]);
        lanes.along(r.v);
        pull.run();
    }

    /** The quadratic forms of several directions, by node: see {@link Push#births}. */
    void births(double[][] v, double[][] out) {
        push(v.length).along(v);
        push.births(out);
    }

    private Push push(int lanes) {
        if (push != null && push.lanes() >= lanes) return push;
        if (push != null) push.close();
        pulls.clear();
        push = new Push(point, point.order(), lanes);
        return push;
    }

    /** How many sets of channels have a reverse sweep that is kept. */
    int kept() { return pulls.size(); }

    /** Makes sure that the inner nodes have the gradient channel's adjoints. */
    void adjoints() { Pull.gradient(point); }

    /** Pushes several directions, whose coefficients can then be read. */
    void along(double[][] v) { push(v.length).along(v); }

    /** Coefficient k of the model's output along a direction last pushed, zeros where it is a structural zero. */
    void output(int lane, int k, double[] out, int from, int size) {
        Array zk = push.coefficient(lane, point.output(), k);
        if (zk == null) Arrays.fill(out, from, from + size, 0);
        else System.arraycopy(zk.data(), zk.offset(), out, from, size);
    }

    /** `out_l = (∂y/∂θ)ᵀ u_l`. */
    void transpose(Var y, double[][] u, double[][] out) {
        VectorJacobian sweep = transposes.get(y);
        if (sweep == null || sweep.lanes() < u.length) {
            sweep = new VectorJacobian(point, y, u.length);
            transposes.put(y, sweep);
        }
        sweep.run(u, out);
    }

    /** Gives the buffers back; the point is somebody else's to close. */
    @Override
    public void close() {
        if (push != null) push.close();
    }
}
