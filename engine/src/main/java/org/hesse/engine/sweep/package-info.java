/**
 * The two sweeps: jets forward along a direction, channels backward.
 *
 * <p>`push` fills the coefficients of every node along θ + εv; `pull` brings any set of channels back to the parameters
 * in one pass. A point is recorded once and swept for many directions:
 *
 * <pre>{@code
 * Batch batch = model.objective(x, y);
 * try (Point point = batch.record(theta, 1); Push push = new Push(point, 1)) {
 *     Pull pull = new Pull(push, Channel.GAUSS_NEWTON, Channel.NME);
 *     push.along(v);
 *     pull.run();
 *     double[] gv = pull.result(Channel.GAUSS_NEWTON);
 *     double[] nv = pull.result(Channel.NME);
 * }
 *
 * // A curvature of one's own: what is born at softmax alone, wherever the model has one.
 * Channel attention = Channel.births("softmax", node -> !node.isLoss() && node.op() instanceof Softmax);
 * }</pre>
 *
 * <p>{@link org.hesse.engine.sweep.Channel} is the place to start reading. Most users want `Curvature` of the module
 * `org.hesse.hessian`, which does this.
 */
package org.hesse.engine.sweep;
