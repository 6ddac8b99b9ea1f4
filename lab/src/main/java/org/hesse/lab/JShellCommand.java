package org.hesse.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `hesse jshell`: the JDK's JShell with the library on its class path and its packages imported. */
@Command(name = "jshell", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Opens JShell, Java line by line, with the library imported.", //
        customSynopsis = "hesse jshell [FILE…]", //
        description = {"",
                "What is typed is run at once, and its value printed. Options for the JVM in HESSE_OPTS hold for the"
                        + " session too. /help explains JShell, /exit leaves it.",
                ""}, //
        footer = {"", "Examples:", "  hesse jshell", "  hesse jshell session.jsh",
                "  echo 'new Gelu()' | hesse jshell"})
final class JShellCommand implements Callable<Integer> {
    private static final String IMPORTS = "imports.jsh";

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Java to run first, such as JShell's /save writes.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        for (Path file : files) if (!Files.isReadable(file)) throw new NoSuchFileException(file.toString());
        command.commandLine().getOut().print(resource("greeting.txt"));
        command.commandLine().getOut().flush();
        Path imports = Files.createTempFile("hesse", ".jsh");
        try {
            Files.writeString(imports, resource(IMPORTS));
            return open(arguments(imports));
        } finally {
            Files.delete(imports);
        }
    }

    private static int open(List<String> arguments) throws Exception {
        try {
            return JavaShellToolBuilder.builder().start(arguments.toArray(String[]::new));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("jshell: this Java has no module jdk.jshell, it needs a whole JDK", e);
        }
    }

    private List<String> arguments(Path imports) {
        List<String> arguments = new ArrayList<>(List.of("--class-path", System.getProperty("java.class.path"),
                "--startup", imports.toString()));
        options().map("-R"::concat).forEach(arguments::add);
        for (Path file : files) arguments.add(file.toString());
        return arguments;
    }

    /** Those of this JVM, for that of the session: the heap, the vector module, the provider of kernels. */
    private static Stream<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.matches("-D.*|-X.*|--add-modules.*|--enable-native-access.*"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = JShellCommand.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
