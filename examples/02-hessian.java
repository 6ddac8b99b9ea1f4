import java.util.Arrays;
import org.hesse.engine.array.Array;
import org.hesse.engine.objective.Derivatives;
import org.hesse.engine.ops.*;
import org.hesse.engine.tape.*;

/** Rosenbrock's valley, `f(x, y) = (1 − x)² + 100(y − x²)²`: Hv, H, and Newton's method down the valley. */
class Hessian {
    static Var valley(Tape tape, Var xy) {
        Var x = tape.apply(new Slice(0, 0, 1), xy);
        Var y = tape.apply(new Slice(0, 1, 2), xy);
        Var a = tape.apply(new Square(), tape.apply(new Subtract(), tape.constant(Array.of(new double[] {1}, 1)), x));
        Var b = tape.apply(new Square(), tape.apply(new Subtract(), y, tape.apply(new Square(), x)));
        return tape.apply(new Sum(), tape.apply(new Add(), a, tape.apply(new Scale(100), b)));
    }

    public static void main(String[] args) {
        Derivatives f = Derivatives.of(Hessian::valley, 2);
        double[] minimum = {1, 1};
        double[] v = {1, 0};
        System.out.println("at (1, 1): H(1, 0) = " + Arrays.toString(f.hessianVector(minimum, v)));
        System.out.println("           H       = " + Arrays.toString(f.hessian(minimum).toArray()));
        double[] x = {-1.2, 1};
        for (int k = 0; k < 6; k++) {
            System.out.printf("step %d: f(%9.6f, %9.6f) = %.3e%n", k, x[0], x[1], f.value(x)[0]);
            double[] g = f.gradient(x);
            Array h = f.hessian(x);
            double determinant = h.get(0) * h.get(3) - h.get(1) * h.get(2);
            x[0] -= (h.get(3) * g[0] - h.get(1) * g[1]) / determinant;
            x[1] -= (h.get(0) * g[1] - h.get(2) * g[0]) / determinant;
        }
    }
}
