package org.hesse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.hesse.engine.array.Workers;
import org.hesse.lab.Json;
import org.hesse.lab.Provenance;
import org.hesse.lab.timing.Entry;
import org.hesse.lab.timing.RandomCase;
import org.hesse.lab.timing.Workbench;
import org.hesse.nn.file.ModelFile;

/**
 * Where does the time go? Samples of the Flight Recorder, of all threads that run, by the class of the innermost frame
 * that is Hesse's own: what the JVM does for it is its own too.
 *
 * <p>A thread that waits for others spins before it parks: its samples are those of `Workers`. The JVM knows lines
 * between its safepoints only with `-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints`, which `benchmarks/run
 * profile` passes.
 */
public final class Profile {
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String OURS = "org.hesse.";
    private static final String OTHERS = "others";

    private Profile() {}

    /** `MODEL.json BATCH THREADS SECONDS ENTRY`, one of `hesse time`; the last line of the output is the result. */
    public static void main(String... args) throws IOException {
        if (args.length != 5)
            throw new IllegalArgumentException("needs MODEL.json BATCH THREADS SECONDS ENTRY, got " + args.length);
        Entry entry = Entry.all(1).stream().filter(each -> each.name().equals(args[4])).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no entry " + args[4]));
        Workers.shared().threads(Integer.parseInt(args[2]));
        RandomCase at = RandomCase.draw(ModelFile.read(Path.of(args[0])), Integer.parseInt(args[1]), 1, 0);
        double seconds = Double.parseDouble(args[3]);
        Map<String, Object> result = new LinkedHashMap<>();
        try (Workbench bench = new Workbench(at.objective(), at.theta(), at.v())) {
            repeat(entry, bench, seconds);
            result.put("samples", samples(entry, bench, seconds));
        }
        Map<String, Object> environment = Provenance.of("benchmarks/run profile", null, null).fields();
        environment.put("threads", Workers.shared().threads());
        result.put("batch", Integer.parseInt(args[1]));
        result.put("environment", environment);
        System.out.println(Json.line(result));
    }

    private static void repeat(Entry entry, Workbench bench, double seconds) {
        double end = System.nanoTime() + 1e9 * seconds;
        while (System.nanoTime() < end) entry.call().accept(bench);
    }

    private static Map<String, Integer> samples(Entry entry, Workbench bench, double seconds) throws IOException {
        Path file = Files.createTempFile("hesse-profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            repeat(entry, bench, seconds);
            recording.stop();
            recording.dump(file);
            return count(RecordingFile.readAllEvents(file));
        } finally {
            Files.delete(file);
        }
    }

    /** By class, the most first. */
    private static Map<String, Integer> count(List<RecordedEvent> events) {
        Map<String, Integer> counts = new TreeMap<>();
        for (RecordedEvent event : events)
            if (event.getEventType().getName().equals(SAMPLE))
                counts.merge(owner(event.getStackTrace()), 1, Integer::sum);
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        Map<String, Integer> samples = new LinkedHashMap<>();
        sorted.forEach(each -> samples.put(each.getKey(), each.getValue()));
        return samples;
    }

    /** Nested classes and lambdas are of their outer one. */
    private static String owner(RecordedStackTrace trace) {
        if (trace == null) return OTHERS;
        for (RecordedFrame frame : trace.getFrames()) {
            String name = frame.getMethod().getType().getName().replaceFirst("\\$.*", "");
            if (name.startsWith(OURS)) return name.substring(name.lastIndexOf('.') + 1);
        }
        return OTHERS;
    }
}
