package org.hesse.lab.paper;

import java.util.List;

/** The experiments' setting at a size of milliseconds. */
final class Tiny {
    static final Setting SETTING = new Setting(60, 0.2, List.of(8, 8), 0.9, 0.05, 20, 30);

    private Tiny() {}
}
