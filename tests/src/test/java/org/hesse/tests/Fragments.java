package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.hesse.lab.Main;

/** The fragments of one page, typed one after the other into a session as `hesse jshell` opens it. */
final class Fragments implements AutoCloseable {
    private final JShell shell;
    /** Snippets after the imports: JShell's tool numbers the values of expressions by them. */
    private int typed;

    Fragments() throws IOException {
        shell = JShell.builder().executionEngine("local").out(System.out)
                .tempVariableNameGenerator(() -> "$" + (typed + 1)).build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        try (InputStream imports = Main.class.getResourceAsStream("imports.jsh")) {
            type(new String(imports.readAllBytes(), StandardCharsets.UTF_8));
        }
        typed = 0;
    }

    /** What the session answers: what is printed, and `name ==> value` for each expression. */
    String type(String source) {
        StringBuilder values = new StringBuilder();
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertTrue(info.completeness().isComplete(), "not complete: " + rest);
            for (SnippetEvent event : shell.eval(info.source())) values.append(value(event));
            typed++;
            rest = info.remaining();
        }
        return values.toString();
    }

    private String value(SnippetEvent event) {
        Snippet snippet = event.snippet();
        assertEquals(Snippet.Status.VALID, event.status(),
                () -> shell.diagnostics(snippet).map(d -> d.getMessage(null)).toList() + ": " + snippet.source());
        if (event.exception() != null) throw new AssertionError(snippet.source(), event.exception());
        if (snippet instanceof ExpressionSnippet e) return e.name() + " ==> " + event.value() + "\n";
        return snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                ? ((VarSnippet) snippet).name() + " ==> " + event.value() + "\n"
                : "";
    }

    @Override
    public void close() { shell.close(); }
}
