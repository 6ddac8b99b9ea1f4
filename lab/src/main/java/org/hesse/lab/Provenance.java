package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hesse.engine.array.Providers;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a result comes from: all that is needed to get it again, and the machine it was computed on. Immutable.
 *
 * @param version of Hesse
 * @param commandLine as it was typed, arguments with blanks in quotes
 * @param seed null if nothing was drawn at random
 * @param kernels the provider that computed
 * @param data SHA-256 of the data in hex
 * @param date UTC, ISO 8601
 */
public record Provenance(String version, String commandLine, Long seed, String kernels, String data, String jvm,
        String processor, int cores, String date) {
    /** The provenance of a command that runs now in this process. */
    public static Provenance of(CommandSpec command, Long seed, String data) {
        return of(commandLine(command.root().commandLine().getParseResult().originalArgs()), seed, data);
    }

    public static Provenance of(String commandLine, Long seed, String data) {
        String kernels = Providers.kernels().name();
        int cores = Runtime.getRuntime().availableProcessors();
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Provenance(Version.text(), commandLine, seed, kernels, data, runningJvm(), thisProcessor(), cores,
                date);
    }

    /** What last digits can depend on beside the input: the program, the JVM and the processor, by name. */
    static Map<String, String> platform() {
        Map<String, String> platform = new LinkedHashMap<>();
        platform.put("version", Version.text());
        platform.put("jvm", runningJvm());
        platform.put("processor", thisProcessor());
        return platform;
    }

    /** For {@link Json}, in order of declaration. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", version);
        fields.put("command_line", commandLine);
        fields.put("seed", seed);
        fields.put("kernels", kernels);
        fields.put("data_sha256", data);
        fields.put("jvm", jvm);
        fields.put("processor", processor);
        fields.put("cores", cores);
        fields.put("date", date);
        return fields;
    }

    /** The fields as lines `# name: value`, for the head of a CSV file. */
    public List<String> comments() {
        return fields().entrySet().stream().map(field -> "# " + field.getKey() + ": " + field.getValue()).toList();
    }

    private static String commandLine(List<String> args) {
        return String.join(" ", Stream.concat(Stream.of("hesse"), args.stream().map(Provenance::quoted)).toList());
    }

    private static String quoted(String arg) {
        return arg.matches("[\\w@%+=:,./~-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
    }

    private static String runningJvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    private static String thisProcessor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElseGet(Provenance::architecture);
        } catch (IOException e) {
            return architecture();
        }
    }

    private static String architecture() { return System.getProperty("os.arch"); }
}
