package org.hesse.lab.digits;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    /** Text with the five characters that HTML reserves replaced. */
    static String escape(Object text) {
        return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** `<tag>…</tag>` around escaped text. */
    static String element(String tag, Object text) { return "<" + tag + ">" + escape(text) + "</" + tag + ">"; }

    /** One such element a line. */
    static String elements(String tag, List<String> texts) {
        return texts.stream().map(text -> element(tag, text)).collect(Collectors.joining("\n"));
    }

    /** A row of cells, `td` or `th`. */
    static String row(String tag, List<String> cells) {
        return "<tr>" + cells.stream().map(cell -> element(tag, cell)).collect(Collectors.joining()) + "</tr>\n";
    }
}
