import java.util.List;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.hessian.spectrum.*;
import org.hesse.nn.Model;
import org.hesse.nn.data.*;
import org.hesse.nn.train.*;

/** The spectral densities of a trained network's H, G and N by stochastic Lanczos quadrature, as a picture in text. */
class SpectrumOfDigits {
    public static void main(String[] args) {
        Dataset digits = Digits.load().first(300);
        Model model = Model.mlp(Digits.PIXELS, List.of(8), Digits.CLASSES, new Gelu(), new SoftmaxCrossEntropy());
        double[] theta = model.initialize(0);
        Trainer trainer = new Trainer(new Sgd(0.9), new CosineSchedule(0.1));
        trainer.train(theta, new MiniBatches(digits.size(), 50, 0), 3, indices -> {
            Dataset batch = digits.take(indices);
            return model.objective(batch.x(), batch.y());
        });
        try (Curvature curvature = Curvature.at(model.objective(digits.x(), digits.y()), theta)) {
            System.out.printf("%d parameters, loss %.3f%n", theta.length, curvature.loss());
            picture("H", curvature.hessian());
            picture("G", curvature.gaussNewton());
            picture("N", curvature.nme());
        }
    }

    /** How many eigenvalues are in each interval, a # for each doubling. */
    static void picture(String name, Operator a) {
        SpectralDensity density = SpectralDensity.estimate(a, 10, 40, 0, Progress.NONE);
        System.out.println(name);
        double[] edges = {-1, -0.5, -0.2, -0.05, 0.05, 0.2, 0.5, 1, 2, 4};
        for (int i = 0; i + 1 < edges.length; i++) {
            double count = 0;
            for (Quadrature q : density.probes())
                for (int k = 0; k < q.nodes().length; k++)
                    if (edges[i] <= q.nodes()[k] && q.nodes()[k] < edges[i + 1])
                        count += q.weights()[k] * density.dimension() / density.probes().size();
            String bar = "#".repeat((int) Math.round(Math.log(1 + count) / Math.log(2)));
            System.out.printf("%6.2f to %5.2f  %-10s %.1f%n", edges[i], edges[i + 1], bar, count);
        }
    }
}
