package org.hesse.lab.explain;

import java.util.Locale;
import java.util.StringJoiner;
import org.hesse.engine.array.Array;

/** Numbers as the table, the graph and the formulas show them: fixed point, a minus that is one. Stateless. */
final class Numbers {
    private static final int DECIMALS = 6;
    private static final int MOST = 15;
    private static final int SIGNIFICANT = 3;
    /** As many entries are shown where there is little room. */
    static final int FEW = 4;
    /** Where nothing was computed, because it is zero by nature. */
    static final String NOTHING = "·";

    private Numbers() {}

    /** Six decimals, more where fewer than three significant digits would be left. */
    static String fixed(double x) { return fixed(x, decimals(x)); }

    /** A minus of nothing but zeros is dropped. */
    private static String fixed(double x, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", x).replaceFirst("^-(?=[0.]*$)", "").replace('-', '−');
    }

    /** The same without zeros at the end: `2`, `0.5`, `−0.841471`. */
    static String brief(double x) {
        String text = fixed(x);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    private static int decimals(double x) {
        if (x == 0 || !Double.isFinite(x)) return DECIMALS;
        int places = SIGNIFICANT - 1 - (int) Math.floor(Math.log10(Math.abs(x)));
        return Math.max(DECIMALS, Math.min(places, MOST));
    }

    /** An array as formulas show it: `0.5`, `[1 2]`, `[1 2; 3 4]`. */
    static String brief(Array a) {
        if (a.size() == 1) return brief(a.get(0));
        StringJoiner rows = new StringJoiner("; ", "[", "]");
        for (int i = 0; i < a.rows(); i++) {
            StringJoiner row = new StringJoiner(" ");
            for (int j = 0; j < a.columns(); j++) row.add(brief(a.get(i * a.columns() + j)));
            rows.add(row.toString());
        }
        return rows.toString();
    }

    /** An array in little room: three decimals, and no more than a few entries. */
    static String small(double... a) {
        if (a.length == 1) return fixed(a[0]);
        StringJoiner text = new StringJoiner(" ", "", a.length > FEW ? " …" : "");
        for (int i = 0; i < Math.min(a.length, FEW); i++)
            text.add(fixed(a[i], 3));
        return text.toString();
    }
}
