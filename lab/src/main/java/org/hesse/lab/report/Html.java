package org.hesse.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of HTML. Stateless and thread-safe. */
public final class Html {
    private Html() {}

    /** Text with the five characters that HTML reserves replaced. */
    public static String escape(Object text) {
        return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** {@code <tag>…</tag>} around escaped text. */
    public static String element(String tag, Object text) { return "<" + tag + ">" + escape(text) + "</" + tag + ">"; }

    /** One such element a line. */
    public static String elements(String tag, List<String> texts) {
        return texts.stream().map(text -> element(tag, text)).collect(Collectors.joining("\n"));
    }

    /** A row of cells, `td` or `th`. */
    public static String row(String tag, List<String> cells) {
        return "<tr>" + cells.stream().map(cell -> element(tag, cell)).collect(Collectors.joining()) + "</tr>\n";
    }
}
