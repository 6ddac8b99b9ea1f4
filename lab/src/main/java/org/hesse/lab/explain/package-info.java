/**
 * Explains one point: every number of the sweeps, in the order in which the engine computes them, as a table and as a
 * page to step through. Nothing is computed here: numbers are read off the tape and the sweeps.
 */
package org.hesse.lab.explain;
