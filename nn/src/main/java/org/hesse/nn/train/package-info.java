/**
 * Training: a rule gives a direction, an optimiser a step along it, a schedule its length.
 *
 * <pre>{@code
 * MiniBatches batches = new MiniBatches(data.size(), 2, 0);
 * Function<int[], Objective> losses = indices -> {
 *     Dataset batch = data.take(indices);
 *     return model.objective(batch.x(), batch.y());
 * };
 * Trainer trainer = new Trainer(new Sgd(0.9), new CosineSchedule(0.05));
 * Trainer.Result result = trainer.train(theta, batches, 3, losses);           // θ is trained in place
 * boolean finished = result.outcome() == Trainer.Outcome.FINISHED;
 *
 * // The rule may see curvature: SAM, gradient penalties and others are in org.hesse.hessian.rule.
 * new Trainer(new Sam(0.05), new Adam(), new WarmUp(2, new CosineSchedule(1e-3))).train(theta, batches, 3, losses);
 * }</pre>
 */
package org.hesse.nn.train;
