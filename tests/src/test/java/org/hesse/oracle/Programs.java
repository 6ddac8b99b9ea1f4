package org.hesse.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Layout;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.Affine;
import org.hesse.engine.ops.Matmul;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Softplus;
import org.hesse.engine.ops.Sum;
import org.hesse.engine.ops.Tanh;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;

/** Programs that are no perceptrons: every model below with every loss below, of several nodes each, on both sides. */
final class Programs {
    /** All matrices are [N, N], so that everything fits everything. */
    private static final int N = 3;
    private static final Layout LAYOUT = Layout.builder().add("w", N, N).add("u", N, N).add("b", N).add("spare", 2)
            .build();
    private static final Op ADD = new Add();
    private static final Op AFFINE = new Affine();
    private static final Op MATMUL = new Matmul();
    private static final Op MULTIPLY = new Multiply();
    private static final Op SOFTPLUS = new Softplus();
    private static final Op SUM = new Sum();
    private static final Op TANH = new Tanh();

    /** The engine's side: the parameters and the constant x, which is the input or what the loss needs. */
    private record Recording(Tape tape, Var x, Var w, Var u, Var b) {
        Var a(Op op, Var... inputs) { return tape.apply(op, inputs); }

        Var hidden() { return a(AFFINE, x, w, b); }
    }

    /** The oracle's side of the same. */
    private record Nest(Value x, Value w, Value u, Value b) {
        Value hidden() { return x.affine(w, b); }
    }

    private record Model(String name, Function<Recording, Var> tape, Function<Nest, Value> nested) {}

    /** A loss of z[N,N] and the constant c of the recording. */
    private record Loss(String name, BiFunction<Recording, Var, Var> tape, BiFunction<Value, Value, Value> nested) {}

    private static final List<Model> MODELS = List.of( //
            new Model("residual", //
                    r -> r.a(ADD, r.hidden(), r.a(TANH, r.a(AFFINE, r.hidden(), r.u))), //
                    n -> n.hidden().plus(Functions.tanh(n.hidden().affine(n.u, null)))), //
            new Model("square", //
                    r -> square(r, r.hidden()), //
                    n -> n.hidden().times(n.hidden())), //
            new Model("two matrices", //
                    r -> r.a(MATMUL, r.x, r.a(MATMUL, r.w, r.u)), //
                    n -> n.x.matmul(n.w.matmul(n.u))), //
            new Model("matrix squared", //
                    r -> r.a(MATMUL, r.a(MATMUL, r.w, r.w), r.x), //
                    n -> n.w.matmul(n.w).matmul(n.x)), //
            new Model("parameter squared", //
                    r -> r.a(ADD, square(r, r.w), r.x), //
                    n -> n.w.times(n.w).plus(n.x)), //
            new Model("tied", //
                    r -> r.a(AFFINE, r.a(TANH, r.hidden()), r.w, r.b), //
                    n -> Functions.tanh(n.hidden()).affine(n.w, n.b)), //
            new Model("affine of an affine", //
                    r -> r.a(AFFINE, r.hidden(), r.u, r.b), //
                    n -> n.hidden().affine(n.u, n.b)), //
            new Model("computed weight and bias", //
                    r -> r.a(AFFINE, r.hidden(), square(r, r.u), r.a(TANH, r.b)), //
                    n -> n.hidden().affine(n.u.times(n.u), Functions.tanh(n.b))), //
            new Model("gate", //
                    r -> r.a(MULTIPLY, r.a(TANH, r.hidden()), r.a(SOFTPLUS, r.a(AFFINE, r.x, r.u))), //
                    n -> Functions.tanh(n.hidden()).times(Functions.softplus(n.x.affine(n.u, null)))), //
            new Model("sum of the same thrice", //
                    r -> thrice(r, r.a(TANH, r.hidden())), //
                    n -> Functions.tanh(n.hidden()).scale(3)), //
            new Model("unused branch, constant branch", //
                    r -> r.a(MULTIPLY, withUnused(r, r.a(TANH, r.hidden())), r.a(TANH, r.x)), //
                    n -> Functions.tanh(n.hidden()).times(Functions.tanh(n.x))), //
            new Model("no model", r -> r.w, n -> n.w));

    private static final List<Loss> LOSSES = List.of( //
            new Loss("squares", //
                    (r, z) -> r.a(SUM, square(r, z)), //
                    (z, c) -> z.dot(z)), //
            new Loss("softplus of a sum", //
                    (r, z) -> r.a(SUM, r.a(SOFTPLUS, r.a(ADD, z, r.x))), //
                    (z, c) -> Functions.softplus(z.plus(c)).sum()), //
            new Loss("linear", //
                    (r, z) -> r.a(SUM, z), //
                    (z, c) -> z.sum()), //
            new Loss("mse squared", //
                    (r, z) -> square(r, r.a(new Mse(), z, r.x)), //
                    (z, c) -> Losses.mse(z, c).times(Losses.mse(z, c))), //
            new Loss("two branches", //
                    (r, z) -> r.a(ADD, r.a(SUM, r.a(TANH, z)), r.a(new Mse(), z, r.x)), //
                    (z, c) -> Functions.tanh(z).sum().plus(Losses.mse(z, c))), //
            new Loss("cubic", //
                    (r, z) -> r.a(SUM, r.a(MATMUL, r.a(MULTIPLY, z, r.x), square(r, z))), //
                    (z, c) -> z.times(c).matmul(z.times(z)).sum()), //
            new Loss("function of a function", //
                    (r, z) -> r.a(SOFTPLUS, r.a(SUM, r.a(AFFINE, r.a(TANH, z), r.x))), //
                    (z, c) -> Functions.softplus(Functions.tanh(z).affine(c, null).sum())));

    private Programs() {}

    /** Each model with each loss. */
    static List<Twin> all(Random random) {
        List<Twin> all = new ArrayList<>();
        for (Model model : MODELS) for (Loss loss : LOSSES) all.add(twin(model, loss, random));
        return all;
    }

    private static Twin twin(Model model, Loss loss, Random random) {
        Matrix x = Matrix.gaussian(random, N, N);
        NestedOracle oracle = NestedOracle.of(LAYOUT,
                p -> model.nested.apply(new Nest(x, p.apply("w"), p.apply("u"), p.apply("b"))),
                z -> loss.nested.apply(z, x));
        return Twin.random(model.name + ", " + loss.name, random, LAYOUT, tape -> record(tape, x, model, loss),
                oracle);
    }

    private static Var record(Tape tape, Matrix x, Model model, Loss loss) {
        Recording r = new Recording(tape, tape.constant(Array.of(x.data(), N, N)), tape.parameter("w"),
                tape.parameter("u"), tape.parameter("b"));
        return loss.tape.apply(r, tape.output(model.tape.apply(r)));
    }

    private static Var square(Recording r, Var x) { return r.a(MULTIPLY, x, x); }

    private static Var thrice(Recording r, Var x) { return r.a(ADD, x, x, x); }

    /** x, after something was made of it that nothing else uses. */
    private static Var withUnused(Recording r, Var x) {
        r.a(TANH, r.a(AFFINE, x, r.u));
        return x;
    }
}
