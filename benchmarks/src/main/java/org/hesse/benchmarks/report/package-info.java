/** Rounds of measurements of Hesse and its peers as tables and plots. */
package org.hesse.benchmarks.report;
