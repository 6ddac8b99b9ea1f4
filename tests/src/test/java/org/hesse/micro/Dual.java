package org.hesse.micro;

/** `value + slope·ε`, where `ε² = 0`. */
record Dual(double value, double slope) {
    Dual plus(Dual y) { return new Dual(value + y.value, slope + y.slope); }

    Dual times(Dual y) { return new Dual(value * y.value, value * y.slope + slope * y.value); }

    Dual apply(Fn fn) { return new Dual(fn.f().applyAsDouble(value), fn.d().applyAsDouble(value) * slope); }
}
