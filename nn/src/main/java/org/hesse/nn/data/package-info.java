/**
 * Data in memory: examples with targets, mini-batches, standardised inputs, and the embedded digits.
 *
 * <pre>{@code
 * Dataset digits = Digits.load();
 * Dataset.Split split = digits.split(600, 0);                    // 600 to train on, the others to test, by seed
 * Model classifier = new Mlp(Digits.PIXELS, List.of(8), Digits.CLASSES).model();
 * double[] weights = classifier.initialize(0);
 * double[] gradient = new double[weights.length];
 * double sum = 0;
 * for (int[] indices : new MiniBatches(600, 64, 0).epoch(0)) {
 *     Dataset batch = split.train().take(indices);
 *     sum += indices.length * classifier.objective(batch.x(), batch.y()).gradient(weights, gradient);
 * }
 * double loss = sum / 600;
 * }</pre>
 */
package org.hesse.nn.data;
