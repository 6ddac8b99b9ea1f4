package org.hesse.oracle;

/** What an op does, on the oracle's side: a program on values. */
@FunctionalInterface
interface Rule {
    Value of(Value... x);
}
