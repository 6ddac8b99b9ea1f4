/**
 * Update rules that look at the sharpness of the loss: what a trainer descends in place of ∇L.
 *
 * <p>Each is one {@link org.hesse.engine.objective.UpdateRule}. Which part of the curvature makes a gradient penalty
 * work, G or N, at one step and in training (the trainer is that of the networks' module):
 *
 * <pre>{@code
 * UpdateRule whole = GradientPenalty.psam(0.1);                                 // L + ρ‖∇L‖
 * UpdateRule part = GradientPenalty.psam(0.1, Term.GAUSS_NEWTON);               // ρ G g/‖g‖ in place of ρ H g/‖g‖
 * UpdateRule more = GradientPenalty.psam(0.1, Term.GAUSS_NEWTON, Term.NME_ACTIVATION);
 *
 * double[] d = new double[theta.length];
 * double loss = part.direction(objective, theta, d);                            // θ −= lr·d is a step of it
 *
 * new Trainer(part, new Sgd(0.9), new CosineSchedule(0.05)).train(theta, batches, 10, losses);
 *
 * UpdateRule noisy = new TracePenalty(Term.GAUSS_NEWTON, 1e-2, 1, seed);        // L + σ² tr G by one probe a step
 * Map<String, double[]> checkpoint = noisy.state();                             // what restore() goes on from
 * }</pre>
 *
 * <p>With g = ∇L(θ), and what a step costs in gradients where all points are stored:
 *
 * <pre>
 * Sam, Asam, Gsam                  ∇L(θ + ε), ε along g scaled                      2
 * Usam                             ∇L(θ + ρg)                                       2
 * Gnp                              g + ρ/s (∇L(θ + s g/‖g‖) − g)                    2
 * GradientPenalty                  g + pρ‖g‖^{p−2} A g, A a sum of terms            3
 * WeightNoise                      ∇L(θ + ε), ε random                              1⅓
 * TracePenalty                     g + σ²∇mean(εᵀAε), A = H, G or N                 5⅓ by one probe, 3⅓ for G
 * SampledGaussNewtonPenalty        g + σ²·2B H_ŷ ḡ_ŷ                                4
 * </pre>
 *
 * <p>{@link org.hesse.hessian.rule.GradientRemainder} measures what sets the first of them apart from the penalty.
 */
package org.hesse.hessian.rule;
