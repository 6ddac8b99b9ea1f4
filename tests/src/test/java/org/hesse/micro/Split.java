package org.hesse.micro;

/** `Hv = Gv + Nv` and `Nv = activation + coupling`, from one sweep forward and three back. */
record Split(double[] gaussNewton, double[] activation, double[] coupling) {
    static Split of(Program p, double... v) {
        Sweep s = p.along(v);
        return new Split(s.pull(p::isLoss), s.pull(y -> !p.isLoss(y) && y.op() == Node.Op.FUNCTION),
                s.pull(y -> !p.isLoss(y) && y.op() == Node.Op.PRODUCT));
    }

    double[] nme() { return Vec.plus(activation, 1, coupling); }

    double[] hessian() { return Vec.plus(gaussNewton, 1, nme()); }
}
