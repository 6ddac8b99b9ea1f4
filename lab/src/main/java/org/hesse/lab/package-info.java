/**
 * The command line `hesse`: a class for each command, {@link org.hesse.lab.Main} lists them.
 *
 * <p>Not a library: its classes may change with any version; its commands, options and files are what is kept.
 *
 * <pre>
 * hesse digits --hidden 8 --epochs 3 --out run
 * hesse split run/model.json run/weights.npz run/data.npz --out split.npz
 * </pre>
 */
package org.hesse.lab;
