package org.hesse.lab.explain;

/** Numbers that a step leaves at a node, in row-major order: all of them from the engine. As immutable as its array. */
public record Write(int node, Column column, double[] numbers) {}
