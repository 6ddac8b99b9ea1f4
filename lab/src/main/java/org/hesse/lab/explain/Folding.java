package org.hesse.lab.explain;

import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.hesse.lab.explain.Expression.Binary;
import org.hesse.lab.explain.Expression.Constant;
import org.hesse.lab.explain.Expression.Minus;
import org.hesse.lab.explain.Expression.Name;

/** The value of what is written in numbers alone, `1/2` or `2*pi`: a constant, no node of the graph. Stateless. */
final class Folding {
    private static final String PI = "pi";

    private Folding() {}

    /** @param isVariable true for names that have a meaning of their own */
    static OptionalDouble value(Expression e, Predicate<String> isVariable) {
        if (e instanceof Constant number) return OptionalDouble.of(number.value());
        if (e instanceof Name name && name.name().equals(PI) && !isVariable.test(PI))
            return OptionalDouble.of(Math.PI);
        if (e instanceof Minus minus) return negated(value(minus.a(), isVariable));
        if (!(e instanceof Binary binary)) return OptionalDouble.empty();
        OptionalDouble a = value(binary.a(), isVariable);
        OptionalDouble b = a.isEmpty() ? a : value(binary.b(), isVariable);
        return b.isEmpty() ? b : OptionalDouble.of(of(binary.sign(), a.getAsDouble(), b.getAsDouble()));
    }

    private static OptionalDouble negated(OptionalDouble a) {
        return a.isPresent() ? OptionalDouble.of(-a.getAsDouble()) : a;
    }

    private static double of(char sign, double a, double b) {
        return switch (sign) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> Math.pow(a, b);
        };
    }
}
