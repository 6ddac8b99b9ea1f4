import java.util.List;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.hessian.estimate.*;
import org.hesse.nn.Model;
import org.hesse.nn.data.*;

/** Traces with standard errors, by layer; and the estimators beside each other at equal cost. */
class TraceOfLayers {
    public static void main(String[] args) {
        Dataset digits = Digits.load().first(100);
        Model model = Model.mlp(Digits.PIXELS, List.of(8), Digits.CLASSES, new Gelu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(model.objective(digits.x(), digits.y()), model.initialize(0))) {
            List<Term> terms = List.of(Term.HESSIAN, Term.GAUSS_NEWTON, Term.NME);
            BlockTraces.estimate(curvature, terms, 100, 1, Progress.NONE).forEach((term, traces) -> {
                print(term.toString(), traces.total());
                traces.blocks().forEach((layer, trace) -> print("  " + layer, trace));
            });
            double exact = ExactDiagonal.gaussNewton(curvature, Progress.NONE).trace();
            System.out.printf("tr G exactly %.4f; from 60 products%n", exact);
            for (TraceEstimator estimator : List.of(new Hutchinson(), new HutchPlusPlus(), new XTrace()))
                print("  " + estimator.getClass().getSimpleName(),
                        estimator.trace(curvature.gaussNewton(), 60, 1, Progress.NONE));
        }
    }

    static void print(String name, Estimate e) {
        System.out.printf("%-16s %9.4f ± %.4f%n", name, e.estimate(), e.standardError());
    }
}
