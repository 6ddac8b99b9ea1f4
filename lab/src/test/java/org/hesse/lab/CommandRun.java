package org.hesse.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of the command line in this process: its exit code and what it printed. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int code = Main.run(texts, new PrintWriter(out), new PrintWriter(err));
        return new CommandRun(code, out.toString(), err.toString());
    }

    /**
     * Starts one in a process of its own, whose output and errors go behind what the file has.
     *
     * @param option of its JVM; empty for none
     */
    static Process start(String option, List<String> args, Path said) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (!option.isEmpty()) command.add(option);
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent())
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(said.toFile()))
                .start();
    }

    List<String> outLines() { return out.lines().toList(); }

    List<String> errLines() { return err.lines().toList(); }
}
