import java.util.List;
import org.hesse.engine.objective.Progress;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.hessian.spectrum.*;
import org.hesse.nn.Model;
import org.hesse.nn.data.*;

/** The largest and the smallest eigenvalues of H, G and N from products alone, each with a bound of its error. */
class Eigenvalues {
    public static void main(String[] args) {
        Dataset digits = Digits.load().first(100);
        Model model = Model.mlp(Digits.PIXELS, List.of(8), Digits.CLASSES, new Gelu(), new SoftmaxCrossEntropy());
        try (Curvature curvature = Curvature.at(model.objective(digits.x(), digits.y()), model.initialize(0))) {
            System.out.println(model.layout().size() + " parameters");
            print("H", curvature.hessian());
            print("G", curvature.gaussNewton());
            print("N", curvature.nme());
        }
    }

    static void print(String name, Operator a) {
        Eigenpairs top = Eigenpairs.largest(a, 3, 1e-6, 1000, 0, Progress.NONE);
        System.out.printf("%s  largest %s, all within %.0e%n", name, text(top.values()), bound(top));
        if (name.equals("G")) return;
        Eigenpairs bottom = Eigenpairs.smallest(a, 3, 1e-6, 1000, 0, Progress.NONE);
        System.out.printf("   smallest %s, all within %.0e%n", text(bottom.values()), bound(bottom));
    }

    static String text(double[] values) { return String.format("%.4f %.4f %.4f", values[0], values[1], values[2]); }

    /** A power of ten that no residual exceeds. */
    static double bound(Eigenpairs pairs) {
        double largest = 0;
        for (double residual : pairs.residuals()) largest = Math.max(largest, residual);
        return Math.max(1e-5, Math.pow(10, Math.ceil(Math.log10(largest))));
    }
}
