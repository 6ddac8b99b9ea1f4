package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hesse.engine.array.Array;
import org.hesse.engine.op.Elementwise;
import org.hesse.engine.op.Loss;
import org.hesse.engine.op.Op;
import org.hesse.engine.ops.Add;
import org.hesse.engine.ops.BinaryCrossEntropy;
import org.hesse.engine.ops.Exp;
import org.hesse.engine.ops.Huber;
import org.hesse.engine.ops.Identity;
import org.hesse.engine.ops.Log;
import org.hesse.engine.ops.Mse;
import org.hesse.engine.ops.Multiply;
import org.hesse.engine.ops.Negate;
import org.hesse.engine.ops.Power;
import org.hesse.engine.ops.Reciprocal;
import org.hesse.engine.ops.Scale;
import org.hesse.engine.ops.Square;
import org.hesse.engine.ops.Subtract;
import org.hesse.engine.tape.Tape;
import org.hesse.engine.tape.Var;
import org.hesse.lab.explain.Expression.Binary;
import org.hesse.lab.explain.Expression.Call;
import org.hesse.lab.explain.Expression.Definition;
import org.hesse.lab.explain.Expression.Minus;
import org.hesse.lab.explain.Expression.Name;
import org.hesse.lab.explain.Expression.Program;

/**
 * Records an expression on a tape, an op for every sign and function, and notes how each node is written.
 *
 * <p>`output(z)` marks z as the model's output. Without it, a loss that is the last operation is all of the loss, and
 * its first argument the output; if there is none either, the expression is all model, and `L = z`. Not thread-safe.
 */
final class Recorder {
    private static final String OUTPUT = "output";
    private static final List<Loss> LOSSES = List.of(new Mse(), new BinaryCrossEntropy(), new Huber(1));
    /** Every number is a batch of one, so that losses take it. */
    private static final int BATCH = 1;

    private final Program program;
    private final Function<String, Elementwise> functions;
    private final Set<String> variables;
    private final Tape tape;
    private final Map<String, Var> named = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final Set<String> used = new TreeSet<>();
    private boolean marked;

    /** @param functions makes a function of a name and its settings, `beta_gelu:4` */
    Recorder(Program program, Function<String, Elementwise> functions, Set<String> variables, Tape tape) {
        this.program = program;
        this.functions = functions;
        this.variables = variables;
        this.tape = tape;
    }

    /** Names that definitions gave to nodes, by id. */
    Map<Integer, String> names() { return names; }

    /** How nodes are written, by id, `{0}` standing for the first input. */
    Map<Integer, String> texts() { return texts; }

    /** The variables and definitions that were asked for. */
    Set<String> used() { return used; }

    /** All variables, then the loss; what does not fit is a {@link SyntaxException} that points there. */
    Var record() {
        for (String variable : variables) named.put(variable, tape.parameter(variable));
        for (Definition definition : program.definitions()) define(definition);
        Expression last = program.result();
        Var z = record(last);
        if (marked) return z.op() == null || !z.isLoss() ? apply(new Identity(), "{0}", last.at(), z) : z;
        return apply(new Identity(), "{0}", last.at(), mark(z));
    }

    private void define(Definition definition) {
        String name = definition.name();
        if (named.containsKey(name))
            throw error(definition.at(), "'" + name + "' is "
                    + (variables.contains(name) ? "a variable, it has its value from --at" : "defined already"));
        Var value = record(definition.value());
        named.put(name, value);
        if (value.op() != null) names.putIfAbsent(value.id(), name);
    }

    private Var mark(Var z) {
        tape.output(z);
        marked = true;
        return z;
    }

    private Var record(Expression e) {
        OptionalDouble constant = number(e);
        if (constant.isPresent()) return constant(constant.getAsDouble());
        if (e instanceof Name name) return variable(name);
        if (e instanceof Minus minus) return apply(new Negate(), "−{0}", minus.at(), record(minus.a()));
        if (e instanceof Call call) return call(call);
        return binary((Binary) e);
    }

    private Var constant(double value) { return tape.constant(Array.of(new double[] {value}, BATCH)); }

    /** The value of what is written in numbers alone. */
    private OptionalDouble number(Expression e) {
        OptionalDouble value = Folding.value(e, named::containsKey);
        if (value.isPresent() && !Double.isFinite(value.getAsDouble()))
            throw error(e.at(), "this number is " + value.getAsDouble());
        return value;
    }

    private Var variable(Name name) {
        Var known = named.get(name.name());
        used.add(name.name());
        if (known != null) return known;
        throw error(name.at(), "'" + name.name() + "' has no value, --at gives values to "
                + (variables.isEmpty() ? "nothing" : String.join(", ", variables)));
    }

    private Var binary(Binary e) {
        OptionalDouble left = number(e.a());
        OptionalDouble right = number(e.b());
        return switch (e.sign()) {
            case '+' -> apply(new Add(), "{0} + {1}", e.at(), record(e.a()), record(e.b()));
            case '-' -> apply(new Subtract(), "{0} − {1}", e.at(), record(e.a()), record(e.b()));
            case '*' -> left.isPresent()
                    ? scaled(left.getAsDouble(), e.b(), e.at())
                    : right.isPresent()
                            ? scaled(right.getAsDouble(), e.a(), e.at())
                            : apply(new Multiply(), "{0}·{1}", e.at(), record(e.a()), record(e.b()));
            case '/' -> right.isPresent() ? divided(e, right.getAsDouble()) : quotient(e, left);
            default -> right.isPresent() ? power(e, right.getAsDouble()) : exponential(e, left);
        };
    }

    private Var scaled(double factor, Expression e, int at) {
        return apply(() -> new Scale(factor), Numbers.brief(factor) + "·{0}", at, record(e));
    }

    private Var divided(Binary e, double by) {
        if (by == 0) throw error(e.at(), "a division by zero");
        return apply(() -> new Scale(1 / by), "{0}/" + Numbers.brief(by), e.at(), record(e.a()));
    }

    /** A product with a reciprocal: an op has one kind of birth only, and a quotient has both. */
    private Var quotient(Binary e, OptionalDouble one) {
        Var a = one.isPresent() ? null : record(e.a());
        Var inverse = apply(new Reciprocal(), "1/{0}", e.at(), record(e.b()));
        if (a != null) return apply(new Multiply(), "{0}·{1}", e.at(), a, inverse);
        double factor = one.getAsDouble();
        String text = Numbers.brief(factor) + "·{0}";
        return factor == 1 ? inverse : apply(() -> new Scale(factor), text, e.at(), inverse);
    }

    private Var power(Binary e, double p) {
        return apply(() -> p == 2 ? new Square() : new Power(p), "{0}^" + Numbers.brief(p), e.at(), record(e.a()));
    }

    /** `a^b = exp(b log a)`. */
    private Var exponential(Binary e, OptionalDouble base) {
        if (base.isPresent() && !(base.getAsDouble() > 0))
            throw error(e.at(), "a power of " + Numbers.brief(base.getAsDouble()) + " is no real function");
        Var exponent = base.isPresent()
                ? scaled(Math.log(base.getAsDouble()), e.b(), e.at())
                : apply(new Multiply(), "{0}·{1}", e.at(), record(e.b()),
                        apply(new Log(), "log({0})", e.at(), record(e.a())));
        return apply(new Exp(), "exp({0})", e.at(), exponent);
    }

    private Var call(Call call) {
        for (Loss loss : LOSSES) if (loss.name().equals(call.function())) return loss(loss, call);
        if (!call.function().equals(OUTPUT)) return function(call);
        check(call, 1);
        Var z = record(call.arguments().get(0));
        if (marked) throw error(call.at(), "the output is marked already");
        return mark(z);
    }

    private Var loss(Loss loss, Call call) {
        check(call, 2);
        Var z = record(call.arguments().get(0));
        OptionalDouble target = number(call.arguments().get(1));
        if (target.isEmpty())
            throw error(call.arguments().get(1).at(), "the target of " + loss.name() + " must be a number");
        if (!marked && call == program.result()) mark(z);
        return apply(loss, loss.name() + "({0}, {1})", call.at(), z, constant(target.getAsDouble()));
    }

    private Var function(Call call) {
        List<String> settings = new ArrayList<>();
        for (Expression setting : call.arguments().subList(1, call.arguments().size()))
            settings.add(String.valueOf(number(setting).orElseThrow(
                    () -> error(setting.at(), "a setting of " + call.function() + " must be a number"))));
        String after = settings.stream().map(s -> ", " + Numbers.brief(Double.parseDouble(s)))
                .collect(Collectors.joining());
        Op op = made(call, settings.isEmpty() ? "" : ":" + String.join(",", settings));
        return apply(op, call.function() + "({0}" + after + ")", call.at(), record(call.arguments().get(0)));
    }

    private Elementwise made(Call call, String settings) {
        try {
            return functions.apply(call.function() + settings);
        } catch (IllegalArgumentException e) {
            Set<String> others = new TreeSet<>(Set.of(OUTPUT));
            LOSSES.forEach(loss -> others.add(loss.name()));
            String message = e.getMessage().replace("--activation: ", "");
            boolean isUnknown = message.startsWith("unknown");
            throw error(call.at(), isUnknown
                    ? message + "; and " + String.join(", ", others)
                    : call.function() + ": " + message);
        }
    }

    private void check(Call call, int count) {
        if (call.arguments().size() != count)
            throw error(call.at(), call.function() + " takes " + count + " argument" + (count == 1 ? "" : "s")
                    + ", got " + call.arguments().size());
    }

    private Var apply(Op op, String text, int at, Var... inputs) { return apply(() -> op, text, at, inputs); }

    private Var apply(Supplier<? extends Op> op, String text, int at, Var... inputs) {
        if (Arrays.stream(inputs).mapToInt(x -> x.value().rank()).distinct().count() > 1)
            throw error(at, "a loss cannot be put together with a number that is none; mse(z, y) is (z - y)^2/2");
        try {
            Var y = tape.apply(op.get(), inputs);
            texts.put(y.id(), text);
            return y;
        } catch (SyntaxException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw error(at, e.getMessage());
        }
    }

    private SyntaxException error(int at, String message) {
        return new SyntaxException(program.source(), at, message);
    }
}
