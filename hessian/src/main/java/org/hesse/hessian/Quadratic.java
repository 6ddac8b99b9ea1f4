package org.hesse.hessian;

/** The quadratic forms of one direction: vᵀGv and the two parts of vᵀNv. Immutable. */
public record Quadratic(double gaussNewton, double nmeActivation, double nmeCoupling) {
    /** vᵀNv. */
    public double nme() { return nmeActivation + nmeCoupling; }

    /** vᵀHv. */
    public double hessian() { return gaussNewton + nme(); }

    Quadratic times(double c) {
        return c == 1 ? this : new Quadratic(c * gaussNewton, c * nmeActivation, c * nmeCoupling);
    }

    Quadratic plus(Quadratic q) {
        return new Quadratic(gaussNewton + q.gaussNewton, nmeActivation + q.nmeActivation, nmeCoupling + q.nmeCoupling);
    }
}
