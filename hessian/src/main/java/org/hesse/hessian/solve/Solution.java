package org.hesse.hessian.solve;

/**
 * `Ax ≈ b`. Not to be changed; as thread-safe as its array.
 *
 * @param residual `‖b − Ax‖`, computed at the end
 * @param products all that were used, that of the residual among them
 * @param converged true if the residual is at most tolerance·‖b‖
 */
public record Solution(double[] x, double residual, int products, boolean converged) {}
