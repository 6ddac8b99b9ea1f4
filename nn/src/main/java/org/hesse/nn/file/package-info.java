/**
 * Files: models, weights, data and arrays, read with care and written whole or not at all.
 *
 * <pre>{@code
 * ModelFile.write(folder.resolve("model.json"), model);
 * Weights.write(folder.resolve("weights.npz"), model, theta);
 * new Data(x, y).write(folder.resolve("data.npz"));
 *
 * Weights.Loaded loaded = Weights.load(folder.resolve("weights.npz"),
 *         ModelFile.read(folder.resolve("model.json")));
 * Data data = Data.read(folder.resolve("data.npz"), loaded.model());
 * double loss = loaded.model().objective(data.x(), data.y()).gradient(loaded.theta(), new double[theta.length]);
 * Map<String, Array> arrays = ArrayFile.read(folder.resolve("weights.npz"));              // .npz or .safetensors
 * }</pre>
 *
 * <p>A damaged file is a {@link org.hesse.nn.file.FormatException} that names the file and the field.
 */
package org.hesse.nn.file;
