package org.hesse.lab.explain;

/** Text in HTML. Stateless. */
final class Html {
    private Html() {}

    /** The text with the five characters that HTML reserves replaced, and none that steers a terminal or a page. */
    static String escape(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }
}
