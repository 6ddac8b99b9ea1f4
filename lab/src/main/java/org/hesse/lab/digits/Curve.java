package org.hesse.lab.digits;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Traces;

/**
 * One line of a plot: its name, its colour as in CSS, its values, and their standard errors or null.
 */
record Curve(String name, String colour, ToDoubleFunction<Measurement> value, ToDoubleFunction<Measurement> error) {
    static Curve of(String name, String colour, ToDoubleFunction<Measurement> value) {
        return new Curve(name, colour, value, null);
    }

    static Curve trace(String name, String colour, Function<Traces, Estimate> of) {
        return new Curve(name, colour, m -> of.apply(m.traces()).estimate(), m -> of.apply(m.traces()).standardError());
    }
}
