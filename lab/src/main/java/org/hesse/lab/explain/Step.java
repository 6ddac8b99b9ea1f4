package org.hesse.lab.explain;

import java.util.List;

/**
 * What happens at one node in one sweep. Immutable and thread-safe.
 *
 * @param sweep its number: 0 start, 1 values, 2 tangents, 3 gradient, 4 channels
 * @param node whose rule is applied; −1 at the start
 * @param title plain text
 * @param births what is born here, see {@link Node#births}; empty but in sweep 4
 */
public record Step(int sweep, int node, String title, List<Line> lines, List<Write> writes, List<String> births) {}
