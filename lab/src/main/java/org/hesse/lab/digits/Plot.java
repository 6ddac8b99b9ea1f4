package org.hesse.lab.digits;

import java.util.List;
import org.hesse.hessian.Traces;

/**
 * One figure of the page.
 *
 * @param note what the reader should know to read it
 */
record Plot(String title, String note, Scale scale, List<Curve> curves) {
    /** How values become heights. */
    enum Scale {
        LINEAR,
        /** From 0 to 100. */
        PERCENT,
        /** Between powers of ten; values that are not positive are left out. */
        LOGARITHMIC
    }

    private static final String BLUE = "#1f5fa8";
    private static final String RED = "#c23b4b";
    private static final String AMBER = "#d98a1f";
    private static final String GREEN = "#2f8f6b";
    private static final String GREY = "#7a8290";

    private static final String BARS = "Bars are one standard error to either side.";

    /** All figures, in the order of the page. */
    static final List<Plot> ALL = List.of(
            new Plot("Loss", "Cross-entropy, logarithmic scale.", Scale.LOGARITHMIC,
                    List.of(Curve.of("training", BLUE, Measurement::loss),
                            Curve.of("test", AMBER, Measurement::testLoss))),
            new Plot("Accuracy, %", "Share of images whose largest logit is the right one.", Scale.PERCENT,
                    List.of(Curve.of("training", BLUE, m -> 100 * m.trainAccuracy()),
                            Curve.of("test", AMBER, m -> 100 * m.testAccuracy()))),
            new Plot("Traces of G and N", "On one scale: how much of the curvature is which. " + BARS, Scale.LINEAR,
                    List.of(Curve.trace("tr G", BLUE, Traces::gaussNewton), Curve.trace("tr N", RED, Traces::nme))),
            new Plot("Trace of N and of its two parts", BARS, Scale.LINEAR,
                    List.of(Curve.trace("tr N", RED, Traces::nme),
                            Curve.trace("activation", AMBER, Traces::nmeActivation),
                            Curve.trace("coupling", GREEN, Traces::nmeCoupling))),
            new Plot("Along the gradient: ‖Gu‖ and ‖Nu‖",
                    "u = ∇L/‖∇L‖, logarithmic scale. Exact, no sampling: one product each.", Scale.LOGARITHMIC,
                    List.of(Curve.of("‖Gu‖", BLUE, Measurement::gaussNewtonNorm),
                            Curve.of("‖Nu‖", RED, Measurement::nmeNorm))),
            new Plot("Norm of the gradient", "‖∇L‖ over the training set, logarithmic scale.", Scale.LOGARITHMIC,
                    List.of(Curve.of("‖∇L‖", GREY, Measurement::gradientNorm))));
}
