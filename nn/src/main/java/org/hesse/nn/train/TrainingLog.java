package org.hesse.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.nn.file.FormatException;

/**
 * The log of a run, one JSON object a line, as it happens: after every step
 * `{"step":…,"epoch":…,"loss":…,"learning_rate":…,"direction_norm":…,"seconds":…}`, and where something was evaluated
 * `{"step":…,"evaluation":{…}}`.
 *
 * <p>A log that goes on with its run is cut behind the checkpoint's step first: what is there later is computed again.
 * `loss` is the batch's, at the θ that the step started from; `seconds` go on where they were. A number that is not
 * finite is null. An error in writing ends the run, an {@link UncheckedIOException}. Not thread-safe.
 */
public final class TrainingLog implements TrainingListener, AutoCloseable {
    private final FileChannel channel;
    private final Path file;
    private final Map<Integer, Map<String, Double>> evaluations = new LinkedHashMap<>();
    private double secondsBefore;

    private TrainingLog(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, CREATE, READ, WRITE);
    }

    /** An empty log; what the file held is gone. */
    public static TrainingLog create(Path file) throws IOException {
        TrainingLog log = new TrainingLog(file);
        log.channel.truncate(0);
        return log;
    }

    /**
     * That of a run that goes on after a step; what is behind it is cut off.
     *
     * @throws FormatException if the lines up to that step are damaged or missing; the file is left as it is then
     */
    public static TrainingLog resume(Path file, int step) throws IOException {
        if (!Files.exists(file))
            throw new FormatException(file + ": the log is missing, the run goes on from step " + step);
        TrainingLog log = new TrainingLog(file);
        try {
            log.keep(step);
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    private void keep(int step) throws IOException {
        LogLines lines = new LogLines(file, channel);
        long end = 0;
        int last = 0;
        LogLines.Line line = lines.next();
        // A line behind the step may be torn or nonsense: it was being written when the process died.
        for (; line != null && line.isWhole() && line.step() <= step; line = lines.next()) {
            end = lines.position();
            last = line.step();
            if (line.isEvaluation()) evaluations.put(last, line.numbers());
            else secondsBefore = line.numbers().getOrDefault("seconds", secondsBefore);
        }
        if (last < step)
            throw new FormatException(file + ": line " + lines.count() + ": the log "
                    + (line == null ? "ends" : "is damaged") + " after step " + last + ", the run goes on from step "
                    + step);
        channel.truncate(end);
        channel.position(end);
    }

    @Override
    public boolean onStep(Progress p) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", p.step());
        line.put("epoch", p.epoch());
        line.put("loss", p.loss());
        line.put("learning_rate", p.learningRate());
        line.put("direction_norm", p.norm());
        line.put("seconds", secondsBefore + p.seconds());
        write(line);
        return true;
    }

    /** Writes numbers that were evaluated after so many steps. */
    public void evaluation(Map<String, Double> numbers, int step) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("evaluation", numbers);
        write(line);
        evaluations.put(step, new LinkedHashMap<>(numbers));
    }

    /** What was evaluated, by step, before a cut too; numbers that were not finite are NaN. */
    public Map<Integer, Map<String, Double>> evaluations() { return Collections.unmodifiableMap(evaluations); }

    private void write(Map<String, Object> line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((LogLines.text(line) + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be written: " + e.getMessage(), e));
        }
    }

    /** Returns once all lines are on the disk: before a checkpoint of their step is. */
    public void force() throws IOException { channel.force(false); }

    @Override
    public void close() throws IOException { channel.close(); }
}
