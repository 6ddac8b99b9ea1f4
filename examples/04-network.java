import java.util.List;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Segment;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.ops.*;
import org.hesse.nn.Model;

/** A network, its loss on a batch, and its gradient by parameter; then plain gradient descent. */
class Network {
    public static void main(String[] args) {
        Model model = Model.mlp(2, List.of(8), 2, new Tanh(), new SoftmaxCrossEntropy());
        Array x = Array.of(new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
        Array y = Array.of(new double[] {0, 1, 1, 0}, 4);
        Objective loss = model.objective(x, y);
        double[] theta = model.initialize(0);
        double[] g = new double[theta.length];
        System.out.printf("loss %.5f of %d parameters%n", loss.gradient(theta, g), theta.length);
        for (Segment parameter : model.layout().segments()) {
            double sum = 0;
            for (double d : parameter.of(g).toArray()) sum += d * d;
            System.out.printf("  ‖∂L/∂%s‖ = %.5f%n", parameter, Math.sqrt(sum));
        }
        for (int step = 1; step <= 300; step++) {
            for (int i = 0; i < theta.length; i++) theta[i] -= 0.5 * g[i];
            double value = loss.gradient(theta, g);
            if (step % 100 == 0) System.out.printf("after %d steps: %.5f%n", step, value);
        }
    }
}
