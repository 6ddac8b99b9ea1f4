package org.hesse.oracle;

import static org.hesse.oracle.Domain.ANY;
import static org.hesse.oracle.Domain.CLEAR;
import static org.hesse.oracle.Domain.NONZERO;
import static org.hesse.oracle.Domain.POSITIVE;
import static org.hesse.oracle.Domain.SMALL;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Hat;
import org.hesse.engine.op.Op;
import org.hesse.engine.op.Replaced;
import org.hesse.engine.op.Replaced.Derivative;
import org.hesse.engine.ops.Abs;
import org.hesse.engine.ops.BetaGelu;
import org.hesse.engine.ops.Cos;
import org.hesse.engine.ops.Elu;
import org.hesse.engine.ops.Erf;
import org.hesse.engine.ops.Exp;
import org.hesse.engine.ops.Gelu;
import org.hesse.engine.ops.GeluHat;
import org.hesse.engine.ops.GeluTanh;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.LeakyRelu;
import org.hesse.engine.ops.Log;
import org.hesse.engine.ops.Negate;
import org.hesse.engine.ops.Power;
import org.hesse.engine.ops.Reciprocal;
import org.hesse.engine.ops.Relu;
import org.hesse.engine.ops.ReluHat;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Sigmoid;
import org.hesse.engine.ops.Silu;
import org.hesse.engine.ops.Sin;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.Sqrt;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Tanh;

/** The ops of one input that leave its shape alone, with the numbers they take and their twins. */
final class ElementwiseTwins {
    /** A function of one number c beside x. */
    private interface Family {
        Value of(double c, Value x);
    }

    static final List<OpTwin> ALL = List.of( //
            twin(new Abs(), CLEAR, x -> Functions.bent(-1, 1, x)), //
            twin(BetaGelu.class, 0.5, 1.5, BetaGelu::new, SMALL, Functions::betaGelu), //
            twin(new Cos(), SMALL, Functions::cos), //
            twin(Elu.class, 0.5, 2, Elu::new, SMALL.then(CLEAR), Functions::elu), //
            twin(new Erf(), SMALL, Functions::erf), //
            twin(new Exp(), SMALL, Functions::exp), //
            twin(new Gelu(), SMALL, Functions::gelu), //
            twin(new GeluHat(), SMALL, Functions::geluHat), //
            twin(new GeluTanh(), SMALL, Functions::geluTanh), //
            twin(new Identity(), ANY, x -> x), //
            twin(LeakyRelu.class, -0.5, 0.5, LeakyRelu::new, CLEAR, (slope, x) -> Functions.bent(slope, 1, x)), //
            twin(new Log(), POSITIVE, Functions::log), //
            twin(new Negate(), ANY, x -> x.scale(-1)), //
            new OpTwin(Power.class, ElementwiseTwins::power), //
            twin(new Reciprocal(), NONZERO, Functions::reciprocal), //
            twin(new Relu(), CLEAR, Functions::relu), //
            twin(ReluHat.class, 0.5, 1.5, ReluHat::new, SMALL.then(CLEAR), ElementwiseTwins::reluHat), //
            twin(Scale.class, -2, 2, Scale::new, ANY, (c, x) -> x.scale(c)), //
            twin(new Sigmoid(), SMALL, Functions::sigmoid), //
            twin(new Silu(), SMALL, Functions::silu), //
            twin(new Sin(), SMALL, Functions::sin), //
            twin(new Softplus(), SMALL, Functions::softplus), //
            twin(new Sqrt(), POSITIVE, x -> Functions.power(0.5, x)), //
            twin(new Square(), SMALL, x -> Functions.power(2, x)), //
            twin(new Tanh(), SMALL, Functions::tanh), //
            new OpTwin(Hat.class, ElementwiseTwins::hat), //
            new OpTwin(Replaced.class, ElementwiseTwins::replaced));

    private ElementwiseTwins() {}

    private static OpTwin twin(Op op, Domain domain, UnaryOperator<Value> phi) {
        return new OpTwin(op.getClass(), d -> apply(d, op, domain, phi));
    }

    /** With a c between two numbers. */
    private static OpTwin twin(Class<? extends Op> type, double low, double high, DoubleFunction<Op> op,
            Domain domain, Family phi) {
        return new OpTwin(type, d -> {
            double c = d.dice().between(low, high);
            return apply(d, op.apply(c), domain, x -> phi.of(c, x));
        });
    }

    private static Node apply(Draft d, Op op, Domain domain, UnaryOperator<Value> phi) {
        return apply(d, op, domain.enter(d, d.any()), phi);
    }

    private static Node apply(Draft d, Op op, Node x, UnaryOperator<Value> phi) {
        return d.apply(op, in -> phi.apply(in[0]), x.shape(), x);
    }

    static Node softplus(Draft d, Node x) { return apply(d, new Softplus(), SMALL.enter(d, x), Functions::softplus); }

    private static Node power(Draft d) {
        double p = d.dice().pick(List.of(-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.3, 3.0, 4.0));
        Domain domain = p != Math.rint(p) ? POSITIVE : p < 0 ? NONZERO : SMALL;
        return apply(d, new Power(p), domain, x -> Functions.power(p, x));
    }

    /** Gelu-hat, whose φ″ is 0, or a tanh whose φ″ is the sine. */
    private static Node replaced(Draft d) {
        if (d.dice().chance(0.5)) {
            Elementwise hat = new Gelu().withSecondDerivative(Derivative.ZERO, Derivative.ZERO);
            return apply(d, hat, SMALL, x -> Functions.replaced(Functions::gelu, t -> t.scale(0), x));
        }
        Elementwise bumpy = new Tanh().withSecondDerivative(fill(Math::sin), fill(Math::cos));
        return apply(d, bumpy, SMALL, x -> Functions.replaced(Functions::tanh, Functions::sin, x));
    }

    /** A tanh whose φ″ is that of the sine. */
    private static Node hat(Draft d) {
        Elementwise hat = new Tanh().withSecondDerivativeOf(new Sin());
        return apply(d, hat, SMALL, x -> Functions.replaced(Functions::tanh, t -> Functions.sin(t).scale(-1), x));
    }

    /** φ″ = β/√(2π) e^{−β²x²/2}. */
    private static Value reluHat(double beta, Value x) {
        return Functions.replaced(Functions::relu, t -> Functions.exp(t.times(t).scale(-beta * beta / 2))
                .scale(beta / Math.sqrt(2 * Math.PI)), x);
    }

    private static Derivative fill(DoubleUnaryOperator phi) {
        return (kernels, n, x, d) -> Arrays.setAll(d, i -> i < n ? phi.applyAsDouble(x[i]) : d[i]);
    }
}
