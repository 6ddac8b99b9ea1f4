package org.hesse.tests;

import static org.hesse.tests.Vectors.assertClose;
import static org.hesse.tests.Vectors.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hesse.engine.array.Selection;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.SoftmaxCrossEntropy;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Operator;
import org.hesse.hessian.Quadratic;
import org.hesse.hessian.Split;
import org.hesse.hessian.ThirdOrder;
import org.hesse.hessian.Traces;
import org.hesse.nn.data.MiniBatches;
import org.hesse.nn.train.Schedule;
import org.hesse.nn.train.Sgd;
import org.hesse.nn.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selected parameters: everything lives in their space, and is the block of what it was on all of them. */
class SelectionLawsTest {
    static Stream<Networks.Case> cases() { return Networks.all(); }

    /** Every operator of the selection, on a direction in it, is the block of the operator of the whole. */
    @ParameterizedTest
    @MethodSource("cases")
    void selectedCurvatureIsTheDiagonalBlock(Networks.Case c) {
        for (String names : new String[] {"out.*", "fc1.*", "!fc1.*", "*.bias", "fc2.weight,out.bias"}) {
            Selection selection = c.model().layout().select(names);
            double[] v = selection.gather(c.v());
            double[] padded = new double[c.v().length];
            selection.scatter(v, padded);
            try (Curvature whole = Curvature.at(c.objective(), c.theta());
                    Curvature part = Curvature.at(c.objective().select(selection, c.theta()),
                            selection.gather(c.theta()))) {
                Split expected = whole.fineSplit(padded);
                Split actual = part.fineSplit(v);
                double scale = largest(expected.hessian());
                assertEquals(whole.loss(), part.loss());
                assertArrayEquals(selection.gather(whole.gradient()), part.gradient(), names);
                assertClose(names + " G", selection.gather(expected.gaussNewton()), actual.gaussNewton(), 1e-12, scale);
                assertClose(names + " N", selection.gather(expected.nme()), actual.nme(), 1e-12, scale);
                assertClose(names + " N act", selection.gather(expected.nmeActivation()), actual.nmeActivation(), 1e-12,
                        scale);
                Quadratic form = part.quadratic(v);
                assertClose(names + " vᵀHv", whole.quadratic(padded).hessian(), form.hessian(), 1e-12,
                        scale * v.length);
                Operator block = whole.nme().block(selection, selection);
                assertClose(names + " block", block.apply(v), actual.nme(), 1e-12, scale);
            }
        }
    }

    @Test
    void thirdDerivativesTracesAndNestedSelections() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection late = c.model().layout().select("!fc1.*");
        Selection last = late.part().select("out.*");
        double[] lateTheta = late.gather(c.theta());
        double[] v = last.gather(late.gather(c.v()));
        double[] padded = new double[c.v().length];
        c.model().layout().select("out.*").scatter(v, padded);
        Objective nested = c.objective().select(late, c.theta()).select(last, lateTheta);
        ThirdOrder expected = ThirdOrder.at(c.objective(), c.theta(), padded);
        ThirdOrder actual = ThirdOrder.at(nested, last.gather(lateTheta), v);
        double[] gn = last.gather(late.gather(expected.gaussNewton()));
        assertClose("∇(vᵀGv)", gn, actual.gaussNewton(), 1e-12, largest(gn));
        try (Curvature curvature = Curvature.at(nested, last.gather(lateTheta))) {
            // One dense layer under the loss: the network is linear in it.
            assertEquals(0, Traces.estimate(curvature, 4, 1).nme().estimate());
        }
    }

    /** A frozen value is that of the innermost selection, not of the ones around it. */
    @Test
    void nestedSelectionsKeepTheLatestValues() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection late = c.model().layout().select("!fc1.*");
        Selection last = late.part().select("out.*");
        double[] moved = Networks.scaled(2, late.gather(c.theta()));
        double[] all = c.theta().clone();
        late.scatter(moved, all);
        try (Curvature nested = Curvature.at(c.objective().select(late, c.theta()).select(last, moved),
                last.gather(moved)); Curvature whole = Curvature.at(c.objective(), all)) {
            assertEquals(whole.loss(), nested.loss());
        }
    }

    @Test
    void trainingMovesTheSelectedParametersAlone() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection selection = c.model().layout().select("out.*");
        double[] selected = selection.gather(c.theta());
        double[] before = selected.clone();
        Trainer.Result result = new Trainer(new Sgd(0), Schedule.constant(0.1)).train(selected,
                new MiniBatches(8, 8, 1), 3, indices -> c.objective().select(selection, c.theta()));
        assertEquals(Trainer.Outcome.FINISHED, result.outcome());
        assertFalse(Arrays.equals(before, selected));
        double[] moved = c.theta().clone();
        selection.scatter(selected, moved);
        for (int i = 0; i < moved.length - selected.length; i++) assertEquals(c.theta()[i], moved[i]);
    }

    @Test
    void aVectorOfTheWrongSpaceIsRefused() {
        Networks.Case c = Networks.of(new Gelu(), new SoftmaxCrossEntropy());
        Selection selection = c.model().layout().select("out.*");
        assertThrows(IllegalArgumentException.class, () -> c.objective().select(selection, new double[3]));
        Objective last = c.objective().select(selection, c.theta());
        assertThrows(IllegalArgumentException.class, () -> Curvature.at(last, c.theta()));
        assertThrows(IllegalArgumentException.class, () -> last.select(selection, selection.gather(c.theta())));
    }
}
