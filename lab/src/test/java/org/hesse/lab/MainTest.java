package org.hesse.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void versionComesFromTheBuild() {
        CommandRun run = CommandRun.of("--version");
        assertEquals(0, run.code());
        assertTrue(run.out().matches("hesse \\d+\\.\\d+\\.\\d+\\S*\\R"), run.out());
    }

    @Test
    void everyCommandExplainsItself() {
        for (String name : List.of("--help", "describe --help", "split --help", "trace --help", "spectrum --help",
                "eigen --help", "blocks --help", "verify --help", "trajectory --help", "digits --help",
                "time --help", "explain --help")) {
            CommandRun run = CommandRun.of((Object[]) name.split(" "));
            assertEquals(0, run.code(), name);
            assertTrue(run.out().contains("Usage: hesse"), name);
            assertTrue(run.out().contains("Example"), name);
            assertEquals("", run.err(), name);
        }
    }

    @Test
    void wrongUsageIsOneLineAndCodeTwo() {
        for (String args : List.of("", "splt", "--nope", "describe", "describe a b c", "split",
                "split a b c d --out e", "time", "time a")) {
            CommandRun run = args.isEmpty() ? CommandRun.of() : CommandRun.of((Object[]) args.split(" "));
            assertEquals(2, run.code(), args);
            assertEquals("", run.out(), args);
            assertEquals(1, run.errLines().size(), run.err());
            assertTrue(run.err().startsWith("hesse: "), run.err());
        }
    }

    @Test
    void outputThatNobodyTakesIsAFailure() {
        StringWriter err = new StringWriter();
        int code = Main.run(new String[] {"--version"}, new PrintWriter(new Full()), new PrintWriter(err));
        assertEquals(1, code);
        assertEquals("hesse: standard output: cannot be written", err.toString().strip());
    }

    @Test
    void messagesStayOnOneLineWithoutControlCharacters() {
        StringWriter err = new StringWriter();
        new Failures(new PrintWriter(err)).report("a\n  b\u001b[31m\r\nc\n");
        assertEquals("hesse: a b?[31m c", err.toString().strip());
    }

    @Test
    void bugsNameTheirPlace() {
        String message = Failures.message(new NullPointerException("x is null"));
        assertTrue(message.startsWith("internal error: java.lang.NullPointerException: x is null at org.hesse.lab."));
        assertFalse(Failures.message(new IllegalStateException("plain words")).contains("IllegalState"));
    }

    /** A disk without room. */
    private static final class Full extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException { throw new IOException("full"); }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
