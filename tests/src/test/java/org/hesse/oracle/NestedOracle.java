package org.hesse.oracle;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Segment;
import org.hesse.oracle.Primitive.Kind;

/**
 * Every second-order quantity of `L(θ) = ℓ(f(θ))` from its definition, by nested differentiation and nothing else.
 *
 * <p>θ, v and all results in the parameters are rows `[1, P]`. Slow, allocating, and independent of the engine: it
 * knows no jets and no channels, and shares only GEMM.
 *
 * @param model z = f(θ)
 * @param loss the scalar ℓ(z)
 */
public record NestedOracle(UnaryOperator<Value> model, UnaryOperator<Value> loss) {
    /** A model as a program of its parameters, each asked for by name; those of rank 1 are rows. */
    public static NestedOracle of(Layout layout, Function<Function<String, Value>, Value> model,
            UnaryOperator<Value> loss) {
        return new NestedOracle(theta -> model.apply(name -> {
            Segment s = layout.segment(name);
            int columns = s.of(theta.number().data()).columns();
            return theta.slice(s.offset(), s.size() / columns, columns);
        }), loss);
    }

    public Value loss(Value theta) { return loss.apply(model.apply(theta)); }

    public Value gradient(Value theta) { return Nested.grad(this::loss, theta); }

    /** `Hv`: the derivative of the gradient along v. */
    public Value hessian(Value theta, Value v) { return Nested.jvp(this::gradient, theta, v); }

    /** `Gv = Jᵀ H_z J v`. */
    public Value gaussNewton(Value theta, Value v) {
        Value jv = Nested.jvp(model, theta, v);
        return Nested.vjp(model, theta, Nested.jvp(this::residual, model.apply(theta), jv));
    }

    /** `Nv`: the derivative of `θ ↦ J(θ)ᵀ r` along v, with r = ∂ℓ/∂z held fixed. */
    public Value nme(Value theta, Value v) { return nme(theta, v, null); }

    /** The part of Nv born at nonlinear functions: only their slopes vary, the factors of products are frozen. */
    public Value nmeActivation(Value theta, Value v) { return nme(theta, v, Kind.PRODUCT); }

    /** The part of Nv born at products: only their factors vary, the slopes of functions are frozen. */
    public Value nmeCoupling(Value theta, Value v) { return nme(theta, v, Kind.FUNCTION); }

    /** `½∇(vᵀHv)`. */
    public Value third(Value theta, Value v) { return halfGradient(t -> v.dot(hessian(t, v)), theta); }

    /** `½∇(vᵀGv)`. */
    public Value thirdGaussNewton(Value theta, Value v) { return halfGradient(t -> v.dot(gaussNewton(t, v)), theta); }

    /** `½∇(vᵀNv)`, through the residual too. */
    public Value thirdNme(Value theta, Value v) { return halfGradient(t -> v.dot(nme(t, v)), theta); }

    private Value residual(Value z) { return Nested.grad(loss, z); }

    private Value nme(Value theta, Value v, Kind frozen) {
        Value r = residual(model.apply(theta));
        return Nested.jvp(t -> Nested.vjp(model, t, r, frozen), theta, v);
    }

    private static Value halfGradient(UnaryOperator<Value> form, Value theta) {
        return Nested.grad(form, theta).scale(0.5);
    }
}
