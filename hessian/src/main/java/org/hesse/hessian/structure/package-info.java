/**
 * How curvature is made up: norms of blocks by layer, the split of G by classes, ranks.
 *
 * <pre>{@code
 * try (Curvature curvature = Curvature.at(model.objective(x, y), theta)) {
 *     // Which layers N couples: exact by P products, or by some probes for each layer.
 *     Map<Term, BlockNorms> norms = BlockNorms.estimate(curvature, 20, 1, Progress.NONE);
 *     double offDiagonal = norms.get(Term.NME).norm(0, 1);
 *
 *     // G = G_class + G_cross + G_within + G_{c=c′}, each an operator.
 *     PapyanSplit split = PapyanSplit.of(curvature, labels);
 *     double[] product = split.classMeans().apply(v);
 *
 *     // 2-3-2 on data of rank 2: G has rank q(R + K − q) = 4.
 *     int measured = NumericalRank.of(curvature.gaussNewton().dense()).rank();
 *     int formula = LinearRanks.of(2, List.of(3), 2).gaussNewton();
 * }
 * }</pre>
 */
package org.hesse.hessian.structure;
