package org.hesse.hessian;

import java.util.Arrays;
import java.util.List;
import org.hesse.engine.op.Birth;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Var;

/**
 * The quadratic forms of several directions, summed by kind over the nodes of an objective's parts. Reused, as it is
 * part of every warmed product; not thread-safe.
 */
final class Forms implements Products.Births {
    /** vᵀGv and the two parts of vᵀNv of each direction. */
    private double[][] sums = {};

    void begin(int lanes) {
        if (sums.length != lanes) sums = new double[lanes][3];
        for (double[] lane : sums) Arrays.fill(lane, 0);
    }

    @Override
    public void part(int i, double weight, Point point, double[][] births) {
        checkSplit("quadratic", point);
        for (int l = 0; l < sums.length; l++)
            for (int kind = 0; kind < 3; kind++) sums[l][kind] += weight * sum(kind, point.nodes(), births[l]);
    }

    private static double sum(int kind, List<Var> nodes, double[] births) {
        double sum = 0;
        // By index: an iterator would be all that a warmed product allocates.
        for (int n = 0; n < births.length && n < nodes.size(); n++)
            if (births[n] != 0 && kind(nodes.get(n)) == kind) sum += births[n];
        return sum;
    }

    private static int kind(Var node) {
        if (node.isLoss()) return 0;
        return node.op().birth() == Birth.FUNCTION ? 1 : 2;
    }

    boolean isFinite(int lane) {
        return Double.isFinite(sums[lane][0]) && Double.isFinite(sums[lane][1] + sums[lane][2]);
    }

    void copy(int lane, double[] out) { System.arraycopy(sums[lane], 0, out, 0, out.length); }

    Quadratic of(int lane) { return new Quadratic(sums[lane][0], sums[lane][1], sums[lane][2]); }

    /** What one node gave birth to. */
    static Quadratic at(Var node, double[] births) {
        double[] q = new double[3];
        if (births[node.id()] != 0) q[kind(node)] = births[node.id()];
        return new Quadratic(q[0], q[1], q[2]);
    }

    /** Throws if the recording has no output mark; `caller` names the method that needs one. */
    static void checkSplit(String caller, Point point) {
        if (point.output() == null)
            throw new IllegalStateException(caller + ": the recording has no output(z) that tells model from loss");
    }
}
