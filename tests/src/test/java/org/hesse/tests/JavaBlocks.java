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

/** The Java of a page in Markdown: each block with a class is one complete file. */
record JavaBlocks(Path page, List<String> sources) {
    private static final Pattern TYPE = Pattern.compile("^(?:public |final )*(?:class|record|interface|enum) (\\w+)",
            Pattern.MULTILINE);

    static JavaBlocks of(Path page) throws IOException {
        List<String> sources = Fence.of(page).stream().filter(Fence::isFile).map(Fence::text).toList();
        assertTrue(!sources.isEmpty(), page + " has no Java block that is a file");
        return new JavaBlocks(page, sources);
    }

    /** Beside those of other pages. */
    JavaBlocks after(List<Path> pages) throws IOException {
        List<String> all = new ArrayList<>();
        for (Path other : pages) all.addAll(of(other).sources);
        all.addAll(sources);
        return new JavaBlocks(page, List.copyOf(all));
    }

    /** The same files with one text in place of another. */
    JavaBlocks replacing(String text, String by) {
        return new JavaBlocks(page, sources.stream().map(source -> source.replace(text, by)).toList());
    }

    /** The names of the files' types, in order. */
    List<String> types() { return sources.stream().map(source -> type(page, source)).toList(); }

    /** The name of a block's type. */
    static String type(Path page, String source) {
        List<MatchResult> types = TYPE.matcher(source).results().toList();
        assertEquals(1, types.size(), () -> page + ": a block is a file of one type, not:\n" + source);
        return types.get(0).group(1);
    }

    /** Compiles all against this test's class path; no warning is let through. */
    void compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-path",
                "-Werror", "-cp", System.getProperty("java.class.path")));
        for (String source : sources)
            arguments.add(Files.writeString(folder.resolve(type(page, source) + ".java"), source).toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertEquals(0, result, () -> page + " does not compile:\n" + said.toString(StandardCharsets.UTF_8));
    }
}
