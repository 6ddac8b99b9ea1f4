import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.nn.Model;

/** Where N is born: at bends (activation) or at products (coupling), and in which layer; GELU beside ReLU. */
class Births {
    public static void main(String[] args) {
        report(new Gelu());
        report(new Relu());
    }

    static void report(Elementwise fn) {
        Model model = Model.mlp(2, List.of(5, 5), 2, fn, new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {0.1, 0.2, 0, 1, 1, 0, 1, 1}, 4, 2);
        Array y = Array.of(new double[] {0, 1, 1, 0}, 4);
        double[] theta = model.initialize(2);
        double[] v = new double[theta.length];
        Probes.gaussian(1, 0, v);
        try (Curvature curvature = Curvature.at(model.objective(x, y), theta)) {
            Split s = curvature.fineSplit(v);
            System.out.printf("%s: ‖Nv‖ = %.5f, activation %.5f, coupling %.5f%n", fn.name(), norm(s.nme()),
                    norm(s.nmeActivation()), norm(s.nmeCoupling()));
            for (String layer : curvature.attribution().layers())
                System.out.printf("  born in %-12s %.5f%n", layer,
                        norm(curvature.attribution().operator(layer).apply(v)));
            System.out.printf("  tr N = %.5f%n", ExactDiagonal.nme(curvature, Progress.NONE).trace());
        }
    }

    static double norm(double[] v) {
        double sum = 0;
        for (double x : v) sum += x * x;
        return Math.sqrt(sum);
    }
}
