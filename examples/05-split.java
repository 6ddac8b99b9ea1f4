import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.ops.*;
import org.hesse.hessian.*;
import org.hesse.nn.Model;

/** ∇L, Gv, Nv and Hv from one recording: what the loss curves, what the network curves, and that they add up. */
class TheSplit {
    public static void main(String[] args) {
        Model model = Model.mlp(2, List.of(4), 2, new Gelu(), new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
        Array y = Array.of(new double[] {0, 1, 1, 0}, 4);
        double[] theta = model.initialize(0);
        double[] v = new double[theta.length];
        Probes.rademacher(1, 0, v);
        try (Curvature curvature = Curvature.at(model.objective(x, y), theta)) {
            Split s = curvature.split(v);
            System.out.println("        Hv          Gv          Nv");
            for (int i = 0; i < 6; i++)
                System.out.printf("%10.6f  %10.6f  %10.6f%n", s.hessian()[i], s.gaussNewton()[i], s.nme()[i]);
            double error = 0;
            for (int i = 0; i < v.length; i++)
                error = Math.max(error, Math.abs(s.hessian()[i] - s.gaussNewton()[i] - s.nme()[i]));
            System.out.println("…  H = G + N to the last digits: " + (error < 1e-15));
            Quadratic q = curvature.quadratic(v);
            System.out.printf("vᵀGv = %.6f, vᵀNv = %.6f, by a forward sweep alone%n", q.gaussNewton(), q.nme());
        }
    }
}
