package org.hesse.lab.train;

import java.util.Iterator;
import java.util.function.DoubleFunction;
import org.hesse.nn.train.Adam;
import org.hesse.nn.train.Nesterov;
import org.hesse.nn.train.Optimizer;
import org.hesse.nn.train.Sgd;

/** All optimisers that the command line names, with their settings. Stateless and thread-safe. */
public final class Optimizers implements Iterable<String> {
    /** By their weight decay. */
    private static final Choices<DoubleFunction<Optimizer>> ALL = new Choices<DoubleFunction<Optimizer>>(
            "--optimizer") //
            .add("sgd:momentum=0", s -> decay -> new Sgd(s.number("momentum"), decay)) //
            .add("nesterov:momentum=0.9", s -> decay -> new Nesterov(s.number("momentum"), decay)) //
            .add("adam:beta1=0.9,beta2=0.999,epsilon=1e-8", s -> decay -> new Adam(s.number("beta1"),
                    s.number("beta2"), s.number("epsilon"), decay));

    /** Lists them, for a help. */
    public Optimizers() {}

    /** The optimiser of a text such as `sgd:momentum=0.9`, new and without memory. */
    public static Optimizer parse(String text, double weightDecay) {
        return ALL.parse(text, optimizer -> optimizer.apply(weightDecay));
    }

    /** The text with all settings by their names. */
    public static String canonical(String text) { return ALL.canonical(text); }

    @Override
    public Iterator<String> iterator() { return ALL.iterator(); }
}
