package org.hesse.hessian;

import java.util.Locale;
import org.hesse.engine.sweep.Channel;

/**
 * The terms of the curvature, `H = G + N` and `N = activation + coupling`, by which results are kept. Immutable.
 */
public enum Term {
    /** H. */
    HESSIAN,
    /** G. */
    GAUSS_NEWTON,
    /** N, the nonlinear modeling error. */
    NME,
    /** The part of N born at nonlinear functions. */
    NME_ACTIVATION,
    /** The part of N born at products. */
    NME_COUPLING;

    /** Its name in files and on the command line: `gauss_newton`. */
    public String label() { return name().toLowerCase(Locale.ROOT); }

    /** The channel whose product it is. */
    Channel channel() {
        return switch (this) {
            case HESSIAN -> Channel.HESSIAN;
            case GAUSS_NEWTON -> Channel.GAUSS_NEWTON;
            case NME -> Channel.NME;
            case NME_ACTIVATION -> Channel.NME_ACTIVATION;
            case NME_COUPLING -> Channel.NME_COUPLING;
        };
    }

    /** `v ↦` this term's product. */
    public Operator operator(Curvature curvature) { return curvature.operator(channel()); }

    /** This term's quadratic form of a direction. */
    public double of(Quadratic q) {
        return switch (this) {
            case HESSIAN -> q.hessian();
            case GAUSS_NEWTON -> q.gaussNewton();
            case NME -> q.nme();
            case NME_ACTIVATION -> q.nmeActivation();
            case NME_COUPLING -> q.nmeCoupling();
        };
    }
}
