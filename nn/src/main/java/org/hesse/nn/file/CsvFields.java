package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;

/** The fields of comma-separated text, one after the other, in memory that no file can make grow. Not thread-safe. */
final class CsvFields {
    private static final int LONGEST = 1000;
    private static final int END = -1;

    private final InputStream in;
    private final byte[] bytes = new byte[1 << 16];
    private int at;
    private int filled;
    private final byte[] text = new byte[LONGEST];
    private int length;
    private boolean cut;
    private int delimiter;

    /** Skips the mark that some programs put before UTF-8. */
    CsvFields(InputStream in) throws IOException {
        this.in = in;
        filled = in.readNBytes(bytes, 0, 3);
        if (filled == 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) at = 3;
    }

    /** True unless the file is at its end: then no line begins. */
    boolean hasMore() throws IOException {
        if (at < filled) return true;
        filled = Math.max(0, in.read(bytes));
        at = 0;
        return filled > 0;
    }

    /** Reads the next field of this line; false if there is none. */
    boolean nextInLine() throws IOException {
        if (!goesOn()) return false;
        next();
        return true;
    }

    /** Reads a field, the first of a line if the last one was another's last; blanks at both its ends are left out. */
    void next() throws IOException {
        length = 0;
        cut = false;
        for (delimiter = read(); delimiter != ',' && delimiter != '\n' && delimiter != END; delimiter = read()) {
            if (length == 0 && isBlank(delimiter)) continue;
            if (length == LONGEST) cut = true;
            else text[length++] = (byte) delimiter;
        }
        if (delimiter != ',' && length > 0 && text[length - 1] == '\r') length--;
        while (length > 0 && isBlank(text[length - 1])) length--;
    }

    /** True for the only field of a line with nothing in it, if asked at its first. */
    boolean isBlankLine() { return length == 0 && !goesOn(); }

    private boolean goesOn() { return delimiter == ','; }

    /** The field as a number, infinite or NaN included; an IllegalArgumentException if it is none. */
    double number() {
        if (cut)
            throw new IllegalArgumentException("has more than " + LONGEST + " characters, too long for a number");
        return Decimal.parse(text, length);
    }

    /** True for the name of a column: it starts with a letter, `_`, `"` or beyond ASCII, and is not NaN or infinity. */
    boolean isName() {
        return length > 0 && (text[0] < 0 || Character.isLetter(text[0]) || text[0] == '_' || text[0] == '"')
                && !Decimal.isNotFinite(text, length);
    }

    private int read() throws IOException { return hasMore() ? bytes[at++] & 0xff : END; }

    private static boolean isBlank(int character) { return character == ' ' || character == '\t'; }
}
