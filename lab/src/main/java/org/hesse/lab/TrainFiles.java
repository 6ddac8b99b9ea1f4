package org.hesse.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hesse.nn.Model;
import org.hesse.nn.file.Weights;

/**
 * The names of what `hesse train` leaves in its directory, beside its tables and pictures. Immutable.
 *
 * @param total steps of the whole run: numbers of checkpoints have as many digits, four at least
 */
record TrainFiles(OutputDirectory directory, int total) {
    private static final Pattern CHECKPOINT = Pattern.compile("w_\\d+\\.npz");
    private static final Pattern OWN = Pattern.compile("w_\\d+\\.npz|weights\\.npz|log\\.jsonl");

    /** Where the run stands. */
    Path state() { return directory.file("train.state.npz"); }

    Path log() { return directory.file("log.jsonl"); }

    Path weights() { return directory.file("weights.npz"); }

    /** θ after so many steps, as `hesse trajectory` takes it. */
    void writeCheckpoint(int step, Model model, double[] theta) throws IOException {
        int digits = Math.max(4, String.valueOf(total).length());
        Weights.write(directory.file(String.format(Locale.ROOT, "w_%0" + digits + "d.npz", step)), model, theta);
    }

    /** Throws if an input lies where something will be written. */
    void checkApart(List<Path> inputs) throws IOException {
        directory.checkApart(inputs);
        for (Path input : inputs)
            if (OWN.matcher(input.getFileName().toString()).matches()
                    && Files.isSameFile(directory.path(), input.toAbsolutePath().getParent()))
                throw new IOException("--out: " + input + " is an input, and has the name of a result");
    }

    /** Numbers of two runs in one pattern would be taken for one course: old ones are removed, or in the way. */
    void startCheckpoints(boolean fresh) throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.path(),
                file -> CHECKPOINT.matcher(file.getFileName().toString()).matches())) {
            files.forEach(old::add);
        }
        if (!old.isEmpty() && !fresh)
            throw new IOException("--checkpoint-every: " + old.get(0) + " is there of another run; --fresh removes "
                    + old.size() + " such files");
        for (Path file : old) Files.deleteIfExists(file);
    }
}
