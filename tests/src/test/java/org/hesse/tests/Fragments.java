package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.hesse.lab.Main;

/** The fragments of one page, typed one after the other into a session as `hesse jshell` opens it. */
final class Fragments implements AutoCloseable {
    private final JShell shell;

    Fragments() throws IOException {
        shell = JShell.builder().executionEngine("local").out(System.out).build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        try (InputStream imports = Main.class.getResourceAsStream("imports.jsh")) {
            type(new String(imports.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What the session answers: what is printed, and `name ==> value` for each expression. */
    String type(String source) {
        StringBuilder values = new StringBuilder();
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertTrue(info.completeness().isComplete(), "not complete: " + rest);
            for (SnippetEvent event : shell.eval(info.source())) values.append(value(event));
            rest = info.remaining();
        }
        return values.toString();
    }

    private String value(SnippetEvent event) {
        String said = shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList().toString();
        assertEquals(Snippet.Status.VALID, event.status(), () -> event.snippet().source() + ": " + said);
        if (event.exception() != null) throw new AssertionError(event.snippet().source(), event.exception());
        return event.snippet() instanceof jdk.jshell.ExpressionSnippet e ? e.name() + " ==> " + event.value() + "\n"
                : event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                        ? ((jdk.jshell.VarSnippet) event.snippet()).name() + " ==> " + event.value() + "\n" : "";
    }

    @Override
    public void close() { shell.close(); }
}
