package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Birth;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.junit.jupiter.api.Test;

/** Sweeps are kept by channel: to ask for an operator again makes none. */
class KeptSweepsTest {
    private static final Batch BATCH = new Batch(Layout.builder().add("a", 2, 3).build(), tape -> {
        tape.layer("fc");
        return tape.apply(new Mse(), tape.output(tape.apply(new Tanh(), tape.parameter("a"))),
                tape.constant(Array.zeros(2, 3)));
    });

    private static void applyAll(Curvature curvature) {
        Attribution attribution = curvature.attribution();
        List<Operator> some = List.of(attribution.operator("*"), attribution.operator("fc"),
                attribution.operator("fc", Birth.FUNCTION), attribution.operator("fc", Birth.PRODUCT));
        for (Operator a : some) a.apply(new double[6]);
        for (Operator a : attribution.byLayer().values()) a.apply(new double[6]);
    }

    /** 4 of patterns, and those of the layers fc and loss. */
    @Test
    void attributionDoesNotGrowByCalls() {
        try (Curvature curvature = Curvature.at(BATCH, new double[] {1, 2, 3, 4, 5, 6})) {
            for (int i = 0; i < 3; i++) {
                applyAll(curvature);
                curvature.products().forEach((part, weight, sweeps) -> assertEquals(6, sweeps.kept()));
            }
        }
    }
}
