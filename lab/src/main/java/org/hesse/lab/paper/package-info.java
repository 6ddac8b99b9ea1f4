/** The experiments of the paper (Dauphin, Agarwala, Mobahi, 2024): one class each, their trials, findings, report. */
package org.hesse.lab.paper;
