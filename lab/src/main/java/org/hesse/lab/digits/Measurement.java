package org.hesse.lab.digits;

import org.hesse.hessian.Traces;

/**
 * What was seen at one θ: losses and accuracies, and the curvature of the loss over the whole training set. Immutable.
 *
 * @param epoch completed ones, 0 before training
 * @param step taken so far
 * @param loss over the training set
 * @param trainAccuracy as a fraction
 * @param gradientNorm `‖∇L‖`
 * @param traces of H, G, N and N's two parts, all from the same probes
 * @param gaussNewtonNorm `‖Gu‖`, `u = ∇L/‖∇L‖`; NaN where the gradient vanishes
 * @param nmeNorm `‖Nu‖`
 */
public record Measurement(int epoch, int step, double loss, double testLoss, double trainAccuracy,
        double testAccuracy, double gradientNorm, Traces traces, double gaussNewtonNorm, double nmeNorm) {}
