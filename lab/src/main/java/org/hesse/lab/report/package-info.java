/**
 * Pictures (SVG and PNG) and tables of results: densities, bars, blocks, courses along training.
 *
 * <p>Each picture is a value that draws itself in one look, `Look`; what they show is computed elsewhere.
 */
package org.hesse.lab.report;
