package org.hesse.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hesse.engine.array.Layout;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Point;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.testkit.Numbers;

/** Two layers, and a loss of two nodes that are both curved; no node uses the parameter `spare`. */
final class TwoLayers {
    static final Channel[] ALL = {Channel.HESSIAN, Channel.GAUSS_NEWTON, Channel.NME, Channel.NME_ACTIVATION,
            Channel.NME_COUPLING, Channel.THIRD, Channel.THIRD_GAUSS_NEWTON, Channel.THIRD_NME};
    static final int SPARE = 2;
    static final Layout LAYOUT = Layout.builder().add("spare", SPARE).add("w", 5, 3).add("b", 5).add("u", 2, 5).build();

    private TwoLayers() {}

    static Point record(boolean marked) {
        Tape tape = new Tape(LAYOUT, direction(1), 2);
        Numbers n = new Numbers(4);
        tape.layer("first");
        Var h = tape.apply(new Tanh(),
                tape.apply(new Affine(), tape.constant(n.clear(4, 3)), tape.parameter("w"), tape.parameter("b")));
        tape.layer("second");
        Var z = tape.apply(new Affine(), h, tape.parameter("u"));
        if (marked) tape.output(z);
        return tape.point(tape.apply(new Mse(), tape.apply(new Tanh(), z), tape.constant(n.clear(4, 2))));
    }

    static double[] direction(int seed) { return new Numbers(seed).clear(LAYOUT.size()).data(); }

    /** All that a push and a pull have left in a lane: coefficients, then channels. */
    static double[][] everything(int lane, Push push, Pull pull) {
        List<double[]> all = new ArrayList<>();
        for (Var node : push.point().nodes())
            for (int k = 1; k <= 2; k++)
                if (push.coefficient(lane, node, k) != null) all.add(push.coefficient(lane, node, k).toArray());
        for (Channel channel : ALL) all.add(pull.result(lane, channel).clone());
        return all.toArray(double[][]::new);
    }

    /** One number a node, and none of them there yet. */
    static double[] births(Point point) {
        double[] births = new double[point.nodes().size()];
        Arrays.fill(births, Double.NaN);
        return births;
    }
}
