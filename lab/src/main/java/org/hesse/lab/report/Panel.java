package org.hesse.lab.report;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

/** One drawing of a picture, painted from the origin. */
interface Panel {
    int width();

    int height();

    void paint(Graphics2D graphics);

    /** A chart of the library. */
    static Panel of(Chart<?, ?> chart) {
        return new Panel() {
            @Override
            public int width() { return chart.getWidth(); }

            @Override
            public int height() { return chart.getHeight(); }

            @Override
            public void paint(Graphics2D graphics) { chart.paint(graphics, width(), height()); }
        };
    }
}
