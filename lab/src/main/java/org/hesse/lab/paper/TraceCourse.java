package org.hesse.lab.paper;

import java.util.Arrays;
import org.hesse.engine.objective.Objective;
import org.hesse.engine.tape.NonFiniteException;
import org.hesse.hessian.Curvature;
import org.hesse.hessian.Traces;

/**
 * `tr G` and `tr N` along a training, `tr H = tr G + tr N`, by Hutchinson's probes, new ones at every look.
 *
 * <p>tr N is that of its activation part: where no parameter meets itself at a product, the part born at products has a
 * diagonal of zeros, and estimating it would add nothing but noise. Looks after a divergence, or at a θ whose loss is
 * not finite, are NaN. Serves one run, in its thread.
 */
final class TraceCourse implements Training.Observer {
    /**
     * When to look.
     *
     * @param every steps from one look to the next, 0 for none at all
     * @param looks of a whole run, that at the start among them
     * @param probes of each
     */
    record Plan(int every, int looks, int probes) {
        static final Plan NONE = new Plan(0, 0, 0);

        /** So many looks, a whole number of steps apart, over a run. */
        static Plan of(Setting setting, int intervals, int probes) {
            if (setting.steps() % intervals != 0)
                throw new IllegalArgumentException(
                        "traces: " + setting.steps() + " steps cannot be cut into " + intervals + " intervals");
            return new Plan(setting.steps() / intervals, intervals + 1, probes);
        }

        boolean isNone() { return every == 0; }
    }

    private final Objective loss;
    private final Plan plan;
    private final long seed;
    private final double[] steps;
    private final double[] losses;
    private final double[] gaussNewton;
    private final double[] gaussNewtonError;
    private final double[] nme;
    private final double[] nmeError;

    TraceCourse(Objective loss, Plan plan, long seed) {
        this.loss = loss;
        this.plan = plan;
        this.seed = seed;
        steps = new double[plan.looks];
        losses = nans();
        gaussNewton = nans();
        gaussNewtonError = nans();
        nme = nans();
        nmeError = nans();
        for (int i = 0; i < plan.looks; i++) steps[i] = (double) i * plan.every;
    }

    private double[] nans() {
        double[] all = new double[plan.looks];
        Arrays.fill(all, Double.NaN);
        return all;
    }

    @Override
    public void at(int step, double[] theta) {
        int i = step / plan.every;
        try (Curvature curvature = Curvature.at(loss, theta)) {
            Traces traces = Traces.estimate(curvature, plan.probes, seed + step);
            losses[i] = curvature.loss();
            gaussNewton[i] = traces.gaussNewton().estimate();
            gaussNewtonError[i] = traces.gaussNewton().standardError();
            nme[i] = traces.nmeActivation().estimate();
            nmeError[i] = traces.nmeActivation().standardError();
        } catch (NonFiniteException e) {
            // The run is about to be called diverged by its trainer; here the look stays NaN.
            losses[i] = Double.NaN;
        }
    }

    /** Puts steps, loss_course, trace_gn, trace_nme and the standard errors of the traces to a run's numbers. */
    Numbers addTo(Numbers numbers) {
        return numbers.put("looks", steps).put("loss_course", losses).put("trace_gn", gaussNewton)
                .put("trace_gn_error", gaussNewtonError).put("trace_nme", nme).put("trace_nme_error", nmeError);
    }

    /** `tr H = tr G + tr N` of a run that was followed. */
    static double[] hessian(Numbers numbers) {
        double[] sum = numbers.all("trace_gn");
        double[] n = numbers.all("trace_nme");
        for (int i = 0; i < sum.length; i++) sum[i] += n[i];
        return sum;
    }

    /** The least finite of a series, NaN if there is none. */
    static double least(double... series) {
        return Arrays.stream(series).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /** The last finite of a series, NaN if there is none. */
    static double last(double... series) {
        for (int i = series.length - 1; i >= 0; i--) if (Double.isFinite(series[i])) return series[i];
        return Double.NaN;
    }
}
