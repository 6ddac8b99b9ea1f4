import java.util.List;
import org.hesse.engine.objective.UpdateRule;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.hessian.rule.*;
import org.hesse.nn.Model;
import org.hesse.nn.data.*;
import org.hesse.nn.train.*;

/** Training on real digits by rules that see the curvature or parts of it, and how sharp the minimum is. */
class Training {
    public static void main(String[] args) {
        Dataset digits = Digits.load().first(300);
        Model model = Model.mlp(Digits.PIXELS, List.of(16), Digits.CLASSES, new Gelu(), new SoftmaxCrossEntropy());
        train("plain", UpdateRule.GRADIENT, model, digits);
        train("SAM", new Sam(0.1), model, digits);
        train("L + ρ‖∇L‖", GradientPenalty.psam(0.1), model, digits);
        train("the same, G only", GradientPenalty.psam(0.1, Term.GAUSS_NEWTON), model, digits);
    }

    static void train(String name, UpdateRule rule, Model model, Dataset data) {
        double[] theta = model.initialize(0);
        Trainer trainer = new Trainer(rule, new Sgd(0.9), new CosineSchedule(0.1));
        trainer.train(theta, new MiniBatches(data.size(), 50, 0), 10, indices -> {
            Dataset batch = data.take(indices);
            return model.objective(batch.x(), batch.y());
        });
        try (Curvature curvature = Curvature.at(model.objective(data.x(), data.y()), theta)) {
            Traces traces = Traces.estimate(curvature, 50, 0);
            System.out.printf("%-17s loss %.3f   tr G %6.2f   tr N %6.2f%n", name, curvature.loss(),
                    traces.gaussNewton().estimate(), traces.nme().estimate());
        }
    }
}
