package org.hesse.hessian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Pool;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.engine.tape.Var;
import org.junit.jupiter.api.Test;

/** What a curvature takes from the pool it gives back, however it ends. */
class ProductsTest {
    private final Pool pool = new Pool();
    /** Products of parameters, whose rules read θ itself. */
    private final Batch objective = new Batch(Layout.builder().add("x", 2, 3).build(), pool, tape -> {
        Var x = tape.parameter("x");
        return tape.apply(new Mse(), tape.output(tape.apply(new Multiply(), x, x)), tape.constant(Array.zeros(2, 3)));
    });
    private final double[] theta = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    private void useOnce() {
        try (Curvature curvature = Curvature.at(objective, theta)) {
            curvature.split(theta);
        }
    }

    @Test
    void allIsGivenBack() {
        useOnce();
        long most = pool.mostInUse();
        for (int i = 0; i < 3; i++) useOnce();
        assertEquals(most, pool.mostInUse());
    }

    @Test
    void afterAFailureToo() {
        useOnce();
        long most = pool.mostInUse();
        double[] bad = theta.clone();
        bad[4] = Double.NaN;
        for (int i = 0; i < 3; i++) assertThrows(NonFiniteException.class, () -> Curvature.at(objective, bad));
        useOnce();
        assertEquals(most, pool.mostInUse());
    }

    @Test
    void theGradientIsLostAtTheEnd() {
        Curvature curvature = Curvature.at(objective, theta);
        curvature.close();
        assertEquals("curvature: it is closed",
                assertThrows(IllegalStateException.class, curvature::gradient).getMessage());
    }

    /** What is given back twice would go to two at once. */
    @Test
    void closedTwiceGivesBackOnce() {
        Curvature curvature = Curvature.at(objective, theta);
        double[] product = curvature.hessian().apply(theta);
        curvature.close();
        curvature.close();
        try (Curvature one = Curvature.at(objective, theta)) {
            assertArrayEquals(product, one.hessian().apply(theta));
            try (Curvature two = Curvature.at(objective, new double[] {6, 5, 4, 3, 2, 1})) {
                assertArrayEquals(product, one.hessian().apply(theta));
                assertEquals(6, two.layout().size());
            }
        }
    }
}
