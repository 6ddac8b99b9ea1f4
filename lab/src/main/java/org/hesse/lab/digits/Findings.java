package org.hesse.lab.digits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hesse.hessian.Estimate;
import org.hesse.hessian.Traces;
import org.hesse.lab.report.Text;

/** What a run shows, in sentences that are made from its numbers. */
final class Findings {
    /** An estimate this many standard errors from a number is called different from it. */
    private static final double CLEAR = 2;

    private final Run run;
    private final List<Measurement> all;

    private Findings(Run run) {
        this.run = run;
        this.all = run.measurements();
    }

    /** One sentence or two each. */
    static List<String> of(Run run) {
        Findings findings = new Findings(run);
        List<String> sentences = new ArrayList<>(List.of(findings.ending(), findings.learning(), findings.gaussNewton(),
                findings.nme(), findings.parts()));
        if (findings.all.stream().allMatch(m -> m.gaussNewtonNorm() > 0)) sentences.add(findings.alongGradient());
        return sentences;
    }

    private String ending() {
        return "The run: " + run.message() + ". " + count(all.size(), "measurement") + ", of epochs "
                + run.first().epoch() + " to " + run.last().epoch() + ", in " + Text.of(run.seconds()) + " s.";
    }

    private String learning() {
        return "Test accuracy " + change(Measurement::testAccuracy, Text::percent) + "%, training accuracy "
                + change(Measurement::trainAccuracy, Text::percent) + "%, and the training loss "
                + change(Measurement::loss, Text::of) + ".";
    }

    private String gaussNewton() {
        Measurement peak = all.stream().max(Comparator.comparingDouble(m -> m.traces().gaussNewton().estimate()))
                .orElseThrow();
        return "tr G " + change(Traces::gaussNewton) + ", with its largest value, "
                + Text.of(peak.traces().gaussNewton()) + ", at epoch " + peak.epoch() + ".";
    }

    private String nme() {
        Measurement peak = all.stream().max(Comparator.comparingDouble(m -> Math.abs(m.traces().nme().estimate())))
                .orElseThrow();
        Estimate last = run.last().traces().nme();
        return "tr N " + change(Traces::nme) + "; it was furthest from 0 at epoch " + peak.epoch()
                + ", " + Text.of(peak.traces().nme()) + ". At the end it is " + share(last) + ", and "
                + (differs(last)
                        ? "clearly different from 0."
                        : "not told from 0 by " + count(last.products(), "probe") + ".");
    }

    private String share(Estimate nme) {
        double share = nme.estimate() / run.last().traces().gaussNewton().estimate();
        return Text.of(100 * share) + "% of tr G";
    }

    private String parts() {
        long near = all.stream().filter(m -> !differs(m.traces().nmeCoupling())).count();
        String noise = "The coupling part of a network of dense layers has trace 0, whatever its weights: what is seen"
                + " of it is the noise of the probes, within " + Text.tick(CLEAR) + " standard errors of 0 in " + near
                + " of " + count(all.size(), "measurement") + ".";
        if (run.settings().fn().curved()) return noise;
        String name = run.settings().activation();
        return "φ″ = 0 for " + name + ", so nothing is born at activations and tr N = 0. " + noise;
    }

    private String alongGradient() {
        return "Along the gradient ‖Nu‖/‖Gu‖ " + change(m -> m.nmeNorm() / m.gaussNewtonNorm(), Text::of)
                + "; ‖Gu‖ " + change(Measurement::gaussNewtonNorm, Text::of) + " and ‖Nu‖ "
                + change(Measurement::nmeNorm, Text::of) + ".";
    }

    private static boolean differs(Estimate e) { return Math.abs(e.estimate()) > CLEAR * e.standardError(); }

    private String change(ToDoubleFunction<Measurement> of, Function<Double, String> text) {
        double from = of.applyAsDouble(run.first());
        double to = of.applyAsDouble(run.last());
        return verb(to - from, text.apply(from), text.apply(to));
    }

    private String change(Function<Traces, Estimate> of) {
        Estimate from = of.apply(run.first().traces());
        Estimate to = of.apply(run.last().traces());
        double error = Math.hypot(from.standardError(), to.standardError());
        double difference = to.estimate() - from.estimate();
        return verb(Math.abs(difference) > CLEAR * error ? difference : 0, Text.of(from), Text.of(to));
    }

    private static String verb(double difference, String from, String to) {
        if (from.equals(to)) return "is at " + from;
        if (difference == 0) return "did not clearly change, from " + from + " to " + to;
        return (difference > 0 ? "rose from " : "fell from ") + from + " to " + to;
    }

    private static String count(int n, String what) { return n + " " + what + (n == 1 ? "" : "s"); }
}
