package org.hesse.lab.timing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Tanh;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

class AgreementTest {
    /** A linear model has N = 0 exactly: zero agrees with zero. */
    @Test
    void productsOfModelsAgree() {
        for (Model model : List.of(Model.mlp(3, List.of(4), 2, new Tanh(), new Mse()),
                Model.mlp(3, List.of(), 2, new Identity(), new Mse())))
            for (int lanes : new int[] {1, 3}) {
                RandomCase at = RandomCase.draw(model, 5, lanes, 0);
                try (Workbench bench = new Workbench(at.objective(), at.theta(), at.v())) {
                    Agreement.check(bench);
                }
            }
    }

    @Test
    void toleranceIsRelativeToTheLargestEntry() {
        double[] a = {1000, 1};
        assertDoesNotThrow(() -> Agreement.same("a and b", a, new double[] {1000, 1 + 0.9e-8}));
        String message = assertThrows(IllegalStateException.class,
                () -> Agreement.same("a and b", a, new double[] {1000, 1 + 2e-8})).getMessage();
        assertEquals("time: a and b differ by 2.0", message.substring(0, 27));
        assertThrows(IllegalStateException.class, () -> Agreement.same("a and b", a, new double[] {1000, Double.NaN}));
        assertThrows(IllegalStateException.class, () -> Agreement.same("a and b", a, new double[2]));
    }

    /** Of v·Av = 1·1 − 1·1 the size is 2. */
    @Test
    void formsMayCancel() {
        double[] v = {1, -1};
        double[] av = {1, 1};
        assertDoesNotThrow(() -> Agreement.form("v·Av", 1.9e-11, v, av));
        assertThrows(IllegalStateException.class, () -> Agreement.form("v·Av", 2.1e-11, v, av));
        assertThrows(IllegalStateException.class, () -> Agreement.form("v·Av", Double.NaN, v, av));
    }
}
