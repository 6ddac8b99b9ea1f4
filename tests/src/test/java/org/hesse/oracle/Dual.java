package org.hesse.oracle;

/** Forward mode: a value and its tangent, `x + εẋ` with ε² = 0. */
record Dual(int level, Value primal, Value tangent) implements Value {
    @Override
    public Value through(Primitive p, Value... x) {
        Value[] below = Value.below(level, x);
        Value dy = null;
        for (int i = 0; i < x.length; i++)
            if (x[i].level() == level) dy = Nested.add(dy, p.push(i, ((Dual) x[i]).tangent, below));
        return new Dual(level, p.of(below), dy);
    }
}
