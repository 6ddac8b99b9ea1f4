package org.hesse.nn.file;

import java.io.IOException;

/**
 * A file is there but its contents are wrong; the message names the file, the field or entry, and the values.
 * Thread-safe, as every exception is.
 */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    public FormatException(String message) { super(message); }

    public FormatException(String message, Throwable cause) { super(message, cause); }
}
