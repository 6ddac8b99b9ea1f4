import org.hesse.engine.objective.Derivatives;
import org.hesse.engine.ops.*;

/** The derivative of a function with many outputs, `softmax(x)`: J, Jv forward, Jᵀu backward. */
class Jacobian {
    public static void main(String[] args) {
        Derivatives f = Derivatives.of((tape, x) -> tape.apply(new Softmax(), x), 3);
        double[] x = {0, Math.log(2), 0};
        double[] v = {1, 0, 2};
        double[] u = {0, 1, -1};
        print("softmax", f.value(x));
        // p_i(δ_ij − p_j), p = (¼, ½, ¼).
        print("J", f.jacobian(x).toArray());
        print("Jv", f.jacobianVector(x, v));
        print("Jᵀu", f.vectorJacobian(x, u));
        System.out.printf("⟨u, Jv⟩ = %.6f = ⟨Jᵀu, v⟩ = %.6f%n", dot(u, f.jacobianVector(x, v)),
                dot(f.vectorJacobian(x, u), v));
    }

    static void print(String name, double[] numbers) {
        System.out.printf("%-8s", name);
        for (double number : numbers) System.out.printf("%9.5f", number);
        System.out.println();
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
