package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hesse.engine.array.Layout;
import org.hesse.engine.array.Selection;
import org.hesse.nn.Model;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The arguments `MODEL.json WEIGHTS DATA` and the option of which parameters are variables, as every command on files
 * has them. It reads them as a {@link Problem}.
 */
final class Inputs {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "WEIGHTS", //
            description = "One array for each parameter of the model: .npz or .safetensors, as PyTorch names them too.")
    private Path weightsFile;

    @Parameters(index = "2", paramLabel = "DATA", //
            description = "Examples and targets: .npz with x and y, .csv, .csv.gz, IDX images beside their labels, or"
                    + " CIFAR-10 (data_batch_1.bin,data_batch_2.bin).")
    private Path dataFile;

    @Option(names = "--parameters", paramLabel = "NAMES", //
            description = "Only these parameters are variables, the others constants: 'out.*', '!fc1.*', '*.weight'.")
    private String parameters;

    @Mixin
    private ActivationOption activation;

    /** The activation in place of the model's as it was typed, if it was. */
    Optional<String> activation() { return activation.name(); }

    Path modelFile() { return modelFile; }

    /** For a command of many checkpoints this is their pattern, not a file. */
    Path weightsFile() { return weightsFile; }

    /** The selection as it was typed, `*` for all. */
    String parameters() { return parameters == null ? "*" : parameters; }

    /** Model, data and these weights as files, which all exist; several for data of some formats. */
    List<Path> files(List<Path> weights) throws IOException {
        List<Path> files = new ArrayList<>(List.of(modelFile));
        files.addAll(weights);
        files.addAll(Data.files(dataFile));
        for (Path file : files) checkExists(file);
        return files;
    }

    /** The same with the one file of weights. */
    List<Path> files() throws IOException { return files(List.of(weightsFile)); }

    static void checkExists(Path input) throws IOException {
        if (!Files.exists(input)) throw new NoSuchFileException(input.toString());
        if (Files.isDirectory(input)) throw new IOException(input + ": is a directory");
    }

    /** Reads all three. */
    Problem read(Examples examples, long seed) throws IOException { return read(weightsFile, examples, seed); }

    /** The same with these weights. */
    Problem read(Path weights, Examples examples, long seed) throws IOException {
        Model model = activation.in(ModelFile.read(modelFile));
        Selection selection = select(model.layout());
        Weights.Loaded loaded = Weights.load(weights, model);
        Data data = examples.read(dataFile, model, seed);
        return new Problem(loaded.model(), data, loaded.theta(), selection, parameters == null, examples.microBatch());
    }

    private Selection select(Layout all) {
        try {
            return all.select(parameters());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--parameters: " + e.getMessage(), e);
        }
    }
}
