package org.hesse.nn.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hesse.nn.Layer;
import org.hesse.nn.Model;

/**
 * Model files, `"format": "hesse-model/1"`: JSON that names layers and a loss, see `docs/model-format.md`.
 *
 * <p>What is wrong with a file is a {@link FormatException} that says where: `FILE: layers[3].out: …`. Stateless and
 * thread-safe.
 */
public final class ModelFile {
    /** The format's name and version, which every file starts with. */
    public static final String FORMAT = "hesse-model/1";

    private static final int LARGEST = 1 << 20;
    private static final Set<String> FIELDS = new TreeSet<>(List.of("format", "input", "layers", "loss"));

    private ModelFile() {}

    /** Reads a model; all its shapes are checked. */
    public static Model read(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new FormatException(file + ": is a directory");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST)
                throw new FormatException(file + ": has more than " + LARGEST + " bytes, too large for a model file");
            return parse(text, file.toString());
        }
    }

    /** The model in a text; `source` names it in messages. */
    public static Model parse(String text, String source) throws IOException {
        return parse(text.getBytes(UTF_8), source);
    }

    /** Writes a model of library layers; the file is complete or absent. */
    public static void write(Path file, Model model) throws IOException {
        byte[] text = format(model).getBytes(UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    /** The text of a model file, fields that have their defaults left out. */
    public static String format(Model model) throws IOException { return ModelWriter.write(model, FORMAT); }

    private static Model parse(byte[] text, String source) throws IOException {
        Json json = Json.parse(text, source);
        Json format = json.at("format");
        if (!format.text().equals(FORMAT))
            throw format.error("must be \"" + FORMAT + "\", got " + Json.quote(format.text()));
        json.only(FIELDS);
        int[] input = input(json.at("input"));
        List<Layer> layers = Binder.layers(json.at("layers"));
        try {
            return new Model(input, layers, Binder.loss(json.at("loss")));
        } catch (IllegalArgumentException e) {
            throw json.error(e);
        }
    }

    private static int[] input(Json json) throws FormatException {
        int[] input = new int[json.list().size()];
        for (int i = 0; i < input.length; i++) input[i] = json.list().get(i).integer();
        return input;
    }
}
