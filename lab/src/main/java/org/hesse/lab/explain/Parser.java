package org.hesse.lab.explain;

import java.util.ArrayList;
import java.util.List;
import org.hesse.lab.explain.Expression.Binary;
import org.hesse.lab.explain.Expression.Call;
import org.hesse.lab.explain.Expression.Constant;
import org.hesse.lab.explain.Expression.Definition;
import org.hesse.lab.explain.Expression.Minus;
import org.hesse.lab.explain.Expression.Name;
import org.hesse.lab.explain.Expression.Program;

/**
 * Reads an expression by recursive descent:
 *
 * <pre>
 * program    = { name "=" sum ";" } sum
 * sum        = product { ("+" | "-") product }
 * product    = factor { ("*" | "/") factor }
 * factor     = { "-" | "+" } power
 * power      = atom [ "^" factor ]                        so -x^2 = -(x^2), 2^3^2 = 2^(3^2), 2^-1 = 0.5
 * atom       = number | name | name "(" sum { "," sum } ")" | "(" sum ")"
 * </pre>
 *
 * Length and depth are bounded, so that no text can exhaust the stack. Not thread-safe.
 */
final class Parser {
    static final int LONGEST = 1000;
    static final int DEEPEST = 50;

    private final String source;
    private final Tokens tokens;
    private int depth;

    private Parser(String source) {
        this.source = source;
        tokens = new Tokens(source);
    }

    /** The program in a text; a {@link SyntaxException} if there is none. */
    static Program parse(String source) {
        if (source.length() > LONGEST)
            throw new SyntaxException(source, LONGEST, "it is longer than " + LONGEST + " characters");
        return new Parser(source).program();
    }

    private Program program() {
        List<Definition> definitions = new ArrayList<>();
        while (true) {
            int at = tokens.at();
            Expression sum = sum();
            if (tokens.is('=')) {
                if (!(sum instanceof Name name)) throw tokens.error(at, "only a name can be defined with '='");
                tokens.take('=');
                definitions.add(new Definition(name.name(), sum(), at));
                tokens.expect(';', "after the definition of '" + name.name() + "'");
            } else {
                tokens.take(';');
                if (!tokens.is('\0')) throw tokens.error(tokens.at(), "an operator expected, " + tokens.found());
                return new Program(source, definitions, sum);
            }
        }
    }

    private Expression sum() {
        Expression a = product();
        while (tokens.is('+') || tokens.is('-')) a = binary(a);
        return a;
    }

    private Expression product() {
        Expression a = factor();
        while (tokens.is('*') || tokens.is('/')) a = binary(a);
        return a;
    }

    private Expression binary(Expression a) {
        int at = tokens.at();
        char sign = tokens.kind();
        tokens.take(sign);
        return new Binary(sign, a, sign == '+' || sign == '-' ? product() : factor(), at);
    }

    /** All recursion passes here. */
    private Expression factor() {
        int at = tokens.at();
        if (++depth > DEEPEST) throw tokens.error(at, "nested deeper than " + DEEPEST + " levels");
        Expression factor;
        if (tokens.take('-')) factor = negative(factor(), at);
        else if (tokens.take('+')) factor = factor();
        else factor = power();
        depth--;
        return factor;
    }

    private static Expression negative(Expression a, int at) {
        return a instanceof Constant number ? new Constant(-number.value(), at) : new Minus(a, at);
    }

    private Expression power() {
        Expression base = atom();
        int at = tokens.at();
        return tokens.take('^') ? new Binary('^', base, factor(), at) : base;
    }

    private Expression atom() {
        int at = tokens.at();
        if (tokens.is('0')) return new Constant(tokens.number(), at);
        if (tokens.is('a')) return named(tokens.name(), at);
        if (!tokens.take('('))
            throw tokens.error(at, "a number, a name, a function or '(' expected, " + tokens.found());
        Expression inner = sum();
        tokens.expect(')', "for the '(' in column " + (at + 1));
        return inner;
    }

    private Expression named(String name, int at) {
        if (!tokens.take('(')) return new Name(name, at);
        List<Expression> arguments = new ArrayList<>();
        do
            arguments.add(sum());
        while (tokens.take(','));
        tokens.expect(')', "after the arguments of " + name);
        return new Call(name, arguments, at);
    }
}
