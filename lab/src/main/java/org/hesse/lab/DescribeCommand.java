package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.hesse.hessian.Curvature;
import org.hesse.lab.timing.RandomCase;
import org.hesse.nn.Model;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** `hesse describe`: what a model file says, layer by layer, and whether weights fit it. */
@Command(name = "describe", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, //
        header = "Shows the layers of a model, their shapes and parameters, and whether weights fit it.", //
        customSynopsis = "hesse describe MODEL.json [WEIGHTS] [OPTIONS]", //
        description = {"",
                "For each layer: its name, its type, the shape of its output for one example, how many numbers its"
                        + " parameters have, and their names and shapes. Layers inside a layer are indented, and"
                        + " counted in it too. Weights that do not fit are an error that lists all differences.",
                ""}, //
        footer = {"", "Examples:", "  hesse describe model.json", "  hesse describe model.json weights.safetensors",
                "  hesse describe model.json --batch 256 --json"})
final class DescribeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.json", description = "Model with its loss, format hesse-model/1.")
    private Path modelFile;

    @Parameters(index = "1", arity = "0..1", paramLabel = "WEIGHTS", //
            description = "Check that these are the model's: .npz or .safetensors, as PyTorch names them too.")
    private Path weightsFile;

    @Option(names = "--batch", paramLabel = "B", //
            description = "Also measure the memory of a point of B random examples: recorded, and one split there.")
    private Integer batch;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        if (batch != null && batch < 1)
            throw new ParameterException(console.command().commandLine(), "--batch: must be at least 1, got " + batch);
        Model model = ModelFile.read(modelFile);
        // What fails does so before there is a line of the result.
        Double norm = weightsFile == null ? null : SplitResult.norm(Weights.load(weightsFile, model).theta());
        Forecast memory = batch == null ? null : memory(model, batch);
        Description description = Description.of(model);
        console.say(modelFile + ": " + description.head());
        description.rows().forEach(console::say);
        if (norm != null) console.say(weightsFile + ": fits, |θ| = " + Description.digits(norm));
        if (memory != null)
            console.say("a point of " + batch + " examples, and one split there: " + memory.text());
        console.result(fields(description, norm, memory));
        return 0;
    }

    private static Forecast memory(Model model, int examples) {
        double[] theta = model.initialize(0);
        return new Rehearsal(model.layout(), n -> RandomCase.draw(model, n, 0, 0).objective(), examples, 0, few -> {
            try (Curvature curvature = Curvature.at(few, theta)) {
                curvature.split(theta);
            }
        }).measured();
    }

    private Map<String, Object> fields(Description description, Double norm, Forecast memory) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", modelFile.toString());
        fields.putAll(description.fields());
        if (norm != null) {
            Map<String, Object> weights = new LinkedHashMap<>();
            weights.put("file", weightsFile.toString());
            weights.put("norm", norm);
            fields.put("weights", weights);
        }
        if (memory != null) {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("examples", memory.examples());
            point.put("bytes", memory.bytes());
            fields.put("memory", point);
        }
        return fields;
    }
}
