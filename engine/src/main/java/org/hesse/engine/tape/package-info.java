/**
 * The tape: a program of ops as it ran, and the point that is left when it is done.
 *
 * <pre>{@code
 * Layout layout = Layout.builder().add("w", 2).build();
 * Tape tape = new Tape(layout, new double[] {1, 2}, 1);          // for jets to order 1: curvature
 * tape.layer("square");                                          // names what follows, for attribution
 * Var z = tape.output(tape.apply(new Square(), tape.parameter("w")));
 * Var loss = tape.apply(new Mse(), z, tape.constant(Array.of(new double[] {0, 0}, 2)));
 * try (Point point = tape.point(loss)) {
 *     double value = point.loss();                               // (1⁴ + 2⁴)/4
 *     double[] gradient = Pull.gradient(point);                  // 2w³/2
 * }
 * }</pre>
 *
 * <p>`output(z)` marks where the model ends and the loss begins, which G and N depend on and H does not. A point gives
 * its buffers back when it is closed.
 */
package org.hesse.engine.tape;
