package org.hesse.lab.paper;

import org.hesse.lab.report.Picture;

/**
 * A picture of an experiment, in the files ID-NAME.svg and ID-NAME.png. As thread-safe as the picture.
 *
 * @param caption says what to see
 */
public record Figure(String name, String caption, Picture picture) {}
