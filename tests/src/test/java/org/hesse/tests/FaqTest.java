package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.hesse.tests.Vectors.plus;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Batch;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Log;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Softmax;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Var;
import org.hesse.hessian.Curvature;
import org.hesse.nn.Model;
import org.junit.jupiter.api.Test;

/** Answers of `docs/faq.md` that no other test gives. */
class FaqTest {
    private final Array x = Array.of(new double[] {1, 0, 0, 1, 1, 1, -1, 0.5}, 4, 2);
    private final Array y = Array.of(new double[] {0, 1, 1, 0}, 4);

    private static Model model(Elementwise fn, Loss loss) { return Model.mlp(2, List.of(3), 2, fn, loss); }

    /** Targets z + δ leave a residual of δ/n, so that N is about δ G, and H − G loses as many digits as δ has zeros. */
    @Test
    void aDifferenceLosesTheDigitsThatAChannelKeeps() {
        Model model = model(new Tanh(), new Mse());
        double[] theta = model.initialize(1);
        double[] v = model.initialize(2);
        Array z = model.outputs(theta, x);
        double[] one = nme(model, theta, v, shifted(z, 1));
        for (int zeros : new int[] {26, 39}) {
            double delta = Math.pow(2, -zeros);
            try (Curvature curvature = Curvature.at(model.objective(x, shifted(z, delta)), theta)) {
                double[] n = curvature.nme().apply(v);
                double[] difference = plus(curvature.hessian().apply(v), -1, curvature.gaussNewton().apply(v));
                double lost = largest(plus(difference, -1, n)) / largest(n);
                assertTrue(lost > 1e-18 / delta && lost < 1e-14 / delta, "lost " + lost + " at " + delta);
                // What y = z + δ is rounded by is all that N is off.
                assertClose("N at " + delta, n, plus(new double[n.length], delta, one), 1e-15 / delta, largest(n));
            }
        }
        assertEquals(0, largest(nme(model, theta, v, z)));
    }

    private double[] nme(Model model, double[] theta, double[] v, Array target) {
        try (Curvature curvature = Curvature.at(model.objective(x, target), theta)) {
            return curvature.nme().apply(v);
        }
    }

    private static Array shifted(Array z, double by) {
        Array target = Array.of(z.toArray(), z.shape());
        for (int i = 0; i < target.size(); i++) target.set(i, z.get(i) + by);
        return target;
    }

    @Test
    void softmaxInTheModelLeavesHAloneAndMovesCurvatureFromGToN() {
        Model logits = Model.mlp(2, List.of(), 2, new Tanh(), new SoftmaxCrossEntropy());
        double[] theta = logits.initialize(1);
        double[] v = logits.initialize(2);
        Array onehot = Array.of(new double[] {1, 0, 0, 1, 0, 1, 1, 0}, 4, 2);
        Batch probabilities = new Batch(logits.layout(), tape -> {
            Var z = tape.apply(new Affine(), tape.constant(x), tape.parameter("out.weight"),
                    tape.parameter("out.bias"));
            Var p = tape.output(tape.apply(new Softmax(), z));
            Var log = tape.apply(new Multiply(), tape.apply(new Log(), p), tape.constant(onehot));
            return tape.apply(new Scale(-0.25), tape.apply(new Sum(), log));
        });
        try (Curvature a = Curvature.at(logits.objective(x, y), theta);
                Curvature b = Curvature.at(probabilities, theta)) {
            double[] h = a.hessian().apply(v);
            assertClose("H", b.hessian().apply(v), h, 1e-14, largest(h));
            assertTrue(largest(plus(b.gaussNewton().apply(v), -1, a.gaussNewton().apply(v))) > 0.1 * largest(h));
            assertEquals(0, largest(a.nme().apply(v)));
            assertTrue(largest(b.nme().apply(v)) > 0.1 * largest(h));
        }
    }

    @Test
    void lossesThatAreNoLikelihoodHaveNoFisherMatrix() {
        Model model = model(new Tanh(), new Huber(1));
        try (Curvature curvature = Curvature.at(model.objective(x, Array.zeros(4, 2)), model.initialize(1))) {
            assertTrue(curvature.isConvex());
            assertThrows(IllegalArgumentException.class, () -> curvature.monteCarloFisher(1, 0));
        }
    }

    @Test
    void aReplacedSecondDerivativeOfReluCurves() {
        Elementwise hat = new Relu().withSecondDerivative((kernels, n, in, d) -> {
            for (int i = 0; i < n; i++) d[i] = Math.exp(-in[i] * in[i]);
        }, Replaced.Derivative.ZERO);
        assertFalse(new Relu().curved());
        Model model = model(hat, new SoftmaxCrossEntropy());
        double[] theta = model.initialize(1);
        try (Curvature curvature = Curvature.at(model.objective(x, y), theta)) {
            assertTrue(largest(curvature.nmeActivation().apply(model.initialize(2))) > 1e-3);
        }
    }
}
