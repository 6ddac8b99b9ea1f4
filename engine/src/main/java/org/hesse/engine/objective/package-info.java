/**
 * What modules agree on: a loss as a function of θ, what an optimiser descends, and how long work is watched.
 *
 * <p>Any program of ops is an {@link org.hesse.engine.objective.Objective}, networks are one case. Softmax regression
 * without a network, and its loss over a data set in parts:
 *
 * <pre>{@code
 * Layout layout = Layout.builder().add("W", 2, 2).add("b", 2).build();
 * Function<Tape, Var> program = tape -> {
 *     Var z = tape.apply(new Affine(), tape.constant(x), tape.parameter("W"), tape.parameter("b"));
 *     return tape.apply(new SoftmaxCrossEntropy(), tape.output(z), tape.constant(y));
 * };
 * Batch batch = new Batch(layout, program);
 * double[] gradient = new double[layout.size()];
 * double loss = batch.gradient(new double[layout.size()], gradient);          // log 2 at θ = 0
 *
 * Objective parts = new MicroBatches(List.of(new Objective.Part(0.5, batch), new Objective.Part(0.5, batch)));
 * double same = parts.gradient(new double[layout.size()], gradient, (done, total) -> true);
 * }</pre>
 *
 * <p>{@link org.hesse.engine.objective.Derivatives} has the derivatives of plain functions, without layouts and points.
 */
package org.hesse.engine.objective;
