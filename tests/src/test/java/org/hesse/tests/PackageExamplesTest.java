package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every package says what it is for, and the examples of its Javadoc compile and run as they stand. */
class PackageExamplesTest {
    private static final List<String> LIBRARY = List.of("engine", "nn", "hessian");
    private static final Pattern PUBLIC = Pattern.compile("^package ([\\w.]+);.*?^public (?:\\w+ )*?"
            + "(?:class|record|interface|enum) (\\w+)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);

    @TempDir
    Path folder;

    static List<Path> infos() throws IOException {
        List<Path> infos = new ArrayList<>();
        for (String module : List.of("engine", "nn", "hessian", "kernels/vector", "kernels/jblas", "lab"))
            for (Path file : MainSources.of(module)) if (file.endsWith("package-info.java")) infos.add(file);
        return infos;
    }

    static List<Path> examples() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path info : infos()) if (Files.readString(info).contains("<pre>{@code")) files.add(info);
        assertTrue(files.size() >= 20, files.size() + " packages with examples");
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "nn", "hessian", "kernels/vector", "kernels/jblas", "lab"})
    void everyPackageHasOne(String module) throws IOException {
        List<Path> sources = MainSources.of(module);
        var folders = sources.stream().filter(file -> !file.endsWith("module-info.java")).map(Path::getParent)
                .collect(Collectors.toCollection(TreeSet::new));
        var documented = sources.stream().filter(file -> file.endsWith("package-info.java")).map(Path::getParent)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(folders, documented);
    }

    /** What a module exports is its public face. */
    @Test
    void everyExportedPackageHasAnExample() throws IOException {
        List<Path> with = examples();
        int exported = 0;
        for (String module : LIBRARY)
            for (ModuleDescriptor.Exports exports : descriptor(module).exports()) {
                exported++;
                Path info = Path.of("..", module, "src/main/java", exports.source().replace('.', '/'),
                        "package-info.java");
                assertTrue(with.contains(info), info + " has no example");
            }
        assertTrue(exported >= 20, exported + " exported packages");
    }

    private static ModuleDescriptor descriptor(String module) throws IOException {
        try (var in = Files.newInputStream(Path.of("..", module, "target/classes/module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void compilesAndRuns(Path info) throws Exception {
        List<String> sources = EXAMPLE.matcher(Files.readString(info)).results()
                .map(example -> imports(info) + source(example.group(1))).toList();
        assertTrue(!sources.isEmpty(), info + ": no example could be read");
        Kernels before = Providers.kernels();
        for (String source : sources) {
            new JavaBlocks(info, List.of(source)).compile(folder);
            try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
                Given example = (Given) loader.loadClass("Example").getDeclaredConstructor().newInstance();
                example.folder = Files.createTempDirectory(folder, "files");
                example.run();
            } finally {
                Providers.use(before);
            }
        }
    }

    private static String source(String commented) {
        String code = commented.lines().map(line -> line.replaceFirst("^ \\* ?", "        ") + "\n")
                .collect(Collectors.joining());
        return "public class Example extends org.hesse.tests.Given {\n    @Override\n"
                + "    public void run() throws java.io.IOException {\n" + code + "    }\n}\n";
    }

    /** Of all that is exported, as examples leave imports out; where names are in two packages, the example's own. */
    private static String imports(Path info) {
        try {
            List<String> names = new ArrayList<>(List.of("java.util.*", "java.util.function.*"));
            for (String module : LIBRARY)
                descriptor(module).exports().forEach(exports -> names.add(exports.source() + ".*"));
            names.addAll(publicTypes(info.getParent()));
            return names.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> publicTypes(Path folder) throws IOException {
        List<String> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Matcher type = PUBLIC.matcher(Files.readString(file));
                if (type.find()) types.add(type.group(1) + "." + type.group(2));
            }
        }
        return types;
    }
}
