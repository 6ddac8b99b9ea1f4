package org.hesse.lab.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Functions of two parameters over a square `[−a, a]²` as heat maps beside each other, each on a scale of its own,
 * plain or logarithmic, with its key. Not thread-safe.
 */
public final class PlanePicture {
    private static final int MAP = 280;
    private static final int LEFT = 46;
    private static final int TOP = 40;
    private static final int KEY = 92;
    private static final int BOTTOM = 44;
    private static final int BAR = 12;
    private static final int GAP = 7;
    private static final int TICKS = 4;

    private final int columns;
    private final List<Panel> panels = new ArrayList<>();

    /**
     * Without maps.
     *
     * @param columns how many of them stand beside each other, at most
     */
    public PlanePicture(int columns) { this.columns = columns; }

    /**
     * Adds a map; returns this.
     *
     * @param values `values[i][j]` at the i-th of equally spaced t, from −a, and the j-th s
     * @param decades 0 for a plain scale from the least to the largest value; else a logarithmic one of so many below
     *        the largest
     */
    public PlanePicture add(String title, double a, double[][] values, int decades) {
        panels.add(new Map(title, a, values, decades));
        return this;
    }

    public Picture draw() { return new Picture(panels, columns); }

    /** One map. */
    private record Map(String title, double a, double[][] values, int decades) implements Panel {
        @Override
        public int width() { return LEFT + MAP + KEY; }

        @Override
        public int height() { return TOP + MAP + BOTTOM; }

        private double top() {
            double most = Arrays.stream(values).flatMapToDouble(DoubleStream::of).max().orElseThrow();
            return decades == 0 ? most : Math.log10(Math.max(most, Double.MIN_NORMAL));
        }

        private double bottom() {
            if (decades > 0) return top() - decades;
            return Arrays.stream(values).flatMapToDouble(DoubleStream::of).min().orElseThrow();
        }

        private double height(double value, double bottom, double top) {
            double shown = decades == 0 ? value : Math.log10(value);
            return top == bottom ? 0 : Math.max(0, Math.min(1, (shown - bottom) / (top - bottom)));
        }

        @Override
        public void paint(Graphics2D g) {
            g.setFont(Look.FONT.deriveFont(Font.BOLD, 14));
            g.setColor(Look.INK);
            text(g, title, LEFT + MAP / 2.0, TOP / 2.0, 0.5);
            g.drawImage(image(), LEFT, TOP, MAP, MAP, null);
            g.setFont(Look.FONT.deriveFont(11f));
            for (int k = -1; k <= 1; k++) {
                g.setColor(Look.INK);
                text(g, Text.tick(k * a), LEFT + MAP * (k + 1) / 2.0, TOP + MAP + 2.0 * GAP, 0.5);
                text(g, Text.tick(-k * a), LEFT - GAP, TOP + MAP * (k + 1) / 2.0, 1);
            }
            text(g, "s", LEFT + MAP * 0.75, TOP + MAP + 2.0 * GAP, 0.5);
            text(g, "t", LEFT - GAP, TOP + MAP * 0.25, 1);
            paintKey(g);
        }

        /** A picture of pixels: a rectangle for every cell would be files of megabytes. */
        private BufferedImage image() {
            double bottom = bottom();
            double top = top();
            int n = values.length;
            BufferedImage image = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    image.setRGB(j, n - 1 - i, HeatMap.colour(height(values[i][j], bottom, top)).getRGB());
            return image;
        }

        private void paintKey(Graphics2D g) {
            double x = LEFT + MAP + 2.0 * GAP;
            for (int i = 0; i < MAP; i++) {
                g.setColor(HeatMap.colour(1 - i / (MAP - 1.0)));
                g.fill(new Rectangle2D.Double(x, TOP + i, BAR, 1.5));
            }
            g.setColor(Look.INK);
            int ticks = decades == 0 ? TICKS : decades;
            for (int k = 0; k <= ticks; k++) {
                double at = bottom() + (top() - bottom()) * k / ticks;
                text(g, Text.tick(decades == 0 ? at : Math.pow(10, at)), x + BAR + GAP,
                        TOP + MAP * (1 - k / (double) ticks), 0);
            }
        }

        /** @param align 0 starts at x, 1 ends there */
        private static void text(Graphics2D g, String text, double x, double y, double align) {
            Rectangle2D box = g.getFontMetrics().getStringBounds(text, g);
            g.drawString(text, (float) (x - align * box.getWidth()),
                    (float) (y + g.getFontMetrics().getAscent() * 0.36));
        }
    }
}
