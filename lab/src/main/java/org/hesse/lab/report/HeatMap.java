package org.hesse.lab.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A matrix of numbers of at least 0 as coloured cells, its first entry in the upper left corner, on a logarithmic scale
 * of some decades with its key beside it; zeros are white. XChart's own has neither names of rows nor a logarithm.
 * Immutable.
 *
 * @param top power of ten of the darkest colour
 * @param decades from there to the lightest
 */
record HeatMap(String title, List<String> names, double[][] values, int top, int decades) implements Panel {
    private static final int TOP = 48;
    private static final int NAMES = 120;
    private static final int KEY = 84;
    private static final int SIDE = 320;
    private static final int GAP = 6;
    private static final int BAR = 14;
    /** More rows than these and numbers do not fit into their cells. */
    private static final int FEW = 8;
    private static final int LONGEST_NAME = 18;
    private static final float SMALL = 10.5f;
    /** Of narrower columns the names stand upright. */
    private static final double STEEP_CELL = 14;
    private static final double DARK = 0.55;
    private static final Color[] SCALE = {Color.decode("#e6f0fa"), Color.decode("#b7d4ea"), Color.decode("#6baed6"),
            Color.decode("#2171b5"), Color.decode("#08306b")};

    @Override
    public int width() { return NAMES + SIDE + KEY; }

    @Override
    public int height() { return TOP + SIDE + NAMES; }

    @Override
    public void paint(Graphics2D g) {
        g.setFont(Look.FONT.deriveFont(Font.BOLD, 14));
        g.setColor(Look.INK);
        text(g, title, NAMES + SIDE / 2.0, TOP / 2.0, 0.5);
        double cell = (double) SIDE / names.size();
        for (int i = 0; i < names.size(); i++)
            for (int j = 0; j < names.size(); j++) paintCell(g, values[i][j], NAMES + j * cell, TOP + i * cell, cell);
        paintNames(g, cell);
        paintKey(g);
    }

    private void paintCell(Graphics2D g, double value, double x, double y, double side) {
        Rectangle2D square = new Rectangle2D.Double(x, y, side, side);
        double height = height(value);
        g.setColor(value == 0 ? Color.WHITE : colour(height));
        g.fill(square);
        g.setColor(Look.GRID);
        g.draw(square);
        if (names.size() > FEW) return;
        g.setFont(Look.FONT.deriveFont(SMALL));
        g.setColor(height > DARK ? Color.WHITE : Look.INK);
        text(g, Text.of(value), x + side / 2, y + side / 2, 0.5);
    }

    /** Where a value is on the scale, 0..1. */
    private double height(double value) {
        return Math.max(0, Math.min(1, (Math.log10(value) - top + decades) / decades));
    }

    static Color colour(double height) {
        double at = height * (SCALE.length - 1);
        int k = Math.min(SCALE.length - 2, (int) at);
        return mix(SCALE[k], SCALE[k + 1], at - k);
    }

    private static Color mix(Color a, Color b, double t) {
        return new Color((int) Math.round(a.getRed() + t * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + t * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + t * (b.getBlue() - a.getBlue())));
    }

    /** Of rows to the left, of columns below and steep; not more than there is room for. */
    private void paintNames(Graphics2D g, double cell) {
        g.setFont(Look.FONT.deriveFont(SMALL));
        g.setColor(Look.INK);
        int every = Math.max(1, (int) Math.ceil(SMALL / cell));
        for (int i = 0; i < names.size(); i += every) {
            double middle = (i + 0.5) * cell;
            text(g, cut(names.get(i)), NAMES - GAP, TOP + middle, 1);
            AffineTransform before = g.getTransform();
            g.translate(NAMES + middle, TOP + SIDE + GAP);
            g.rotate(cell < STEEP_CELL ? -Math.PI / 2 : -Math.PI / 3);
            text(g, cut(names.get(i)), 0, 0, 1);
            g.setTransform(before);
        }
    }

    private void paintKey(Graphics2D g) {
        double x = NAMES + SIDE + 2 * GAP;
        for (int i = 0; i < SIDE; i++) {
            g.setColor(colour(1 - i / (SIDE - 1.0)));
            g.fill(new Rectangle2D.Double(x, TOP + i, BAR, 1.5));
        }
        g.setColor(Look.INK);
        for (int decade = 0; decade <= decades; decade++)
            text(g, Text.tick(Math.pow(10, top - decades + decade)), x + BAR + GAP,
                    TOP + SIDE * (1 - decade / (double) decades), 0);
    }

    /** @param align 0 starts at x, 1 ends there */
    private static void text(Graphics2D g, String text, double x, double y, double align) {
        Rectangle2D box = g.getFontMetrics().getStringBounds(text, g);
        g.drawString(text, (float) (x - align * box.getWidth()), (float) (y + g.getFontMetrics().getAscent() * 0.36));
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }
}
