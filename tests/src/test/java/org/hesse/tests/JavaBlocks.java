package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The Java of a page in Markdown: each block is one complete file. */
record JavaBlocks(Path page, List<String> sources) {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^(?:public |final )*(?:class|record|interface) (\\w+)",
            Pattern.MULTILINE);

    static JavaBlocks of(Path page) throws IOException {
        List<String> sources = BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
        assertTrue(!sources.isEmpty(), page + " has no Java block");
        return new JavaBlocks(page, sources);
    }

    /** The same files with one text in place of another. */
    JavaBlocks replacing(String text, String by) {
        return new JavaBlocks(page, sources.stream().map(source -> source.replace(text, by)).toList());
    }

    /** The names of the files' types, in order. */
    List<String> types() { return sources.stream().map(this::type).toList(); }

    private String type(String source) {
        List<MatchResult> types = TYPE.matcher(source).results().toList();
        assertEquals(1, types.size(), () -> page + ": a block is a file of one type, not:\n" + source);
        return types.get(0).group(1);
    }

    /** Compiles all against this test's class path; no warning is let through. */
    void compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-path",
                "-Werror", "-cp", System.getProperty("java.class.path")));
        for (String source : sources)
            arguments.add(Files.writeString(folder.resolve(type(source) + ".java"), source).toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertEquals(0, result, () -> page + " does not compile:\n" + said.toString(StandardCharsets.UTF_8));
    }
}
