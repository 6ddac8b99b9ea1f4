import org.hesse.engine.objective.Derivatives;
import org.hesse.engine.ops.*;

/** The gradient of a plain function: `f(x) = Σ exp(sin x)`, ∇f = cos x · exp(sin x). */
class Derivative {
    public static void main(String[] args) {
        Derivatives f = Derivatives.of((tape, x) -> {
            var y = tape.apply(new Exp(), tape.apply(new Sin(), x));
            return tape.apply(new Sum(), y);
        }, 3);
        double[] x = {0, 1, 2};
        double[] g = f.gradient(x);
        for (int i = 0; i < x.length; i++)
            System.out.printf("x = %.0f   ∂f/∂x = %9.6f   by hand %9.6f%n", x[i], g[i],
                    Math.cos(x[i]) * Math.exp(Math.sin(x[i])));
        System.out.printf("f = %.6f%n", f.value(x)[0]);
    }
}
