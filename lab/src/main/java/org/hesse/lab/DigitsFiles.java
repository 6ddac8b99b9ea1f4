package org.hesse.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.lab.digits.Csv;
import org.hesse.lab.digits.Page;
import org.hesse.lab.digits.Report;
import org.hesse.lab.digits.Run;
import org.hesse.nn.file.AtomicFile;
import org.hesse.nn.file.Data;
import org.hesse.nn.file.ModelFile;
import org.hesse.nn.file.Weights;

/** Writes what a run of `hesse digits` leaves, once: whoever comes first, the command or Ctrl-C. Thread-safe. */
final class DigitsFiles {
    private final Console console;
    private final Path directory;
    private final Provenance provenance;
    private boolean written;

    DigitsFiles(Console console, Path directory, Provenance provenance) {
        this.console = console;
        this.directory = directory;
        this.provenance = provenance;
    }

    /** Writes all files, says so, and prints the JSON if it was asked for. */
    synchronized void write(Run run) throws IOException {
        if (written) return;
        written = true;
        Map<String, Object> report = report(run);
        text("digits.csv", Csv.text(run, provenance.comments()));
        text("digits.json", Json.pretty(report));
        text("digits.html", Page.of(run, provenance.fields()));
        ModelFile.write(directory.resolve("model.json"), run.model());
        Weights.write(directory.resolve("weights.npz"), run.model().layout(), run.theta());
        new Data(run.data().train().x(), run.data().train().y()).write(directory.resolve("data.npz"));
        say(run);
        console.result(report);
        // In time for a process that ends as soon as this returns.
        console.command().commandLine().getOut().flush();
    }

    /** The same when the process is ending: there is nobody left to throw to. */
    void rescue(Run run) {
        try {
            write(run);
        } catch (IOException | RuntimeException e) {
            console.note("hesse: " + Failures.message(e));
        }
    }

    private Map<String, Object> report(Run run) {
        Map<String, Object> report = new LinkedHashMap<>(Report.fields(run, provenance.fields()));
        report.put("directory", directory.toString());
        return report;
    }

    private void say(Run run) {
        String message = run.message();
        console.say("");
        console.say(Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".");
        console.say("Look: " + directory.resolve("digits.html") + ", and digits.csv, digits.json beside it");
        String hesse = System.getProperty("hesse.command", "hesse");
        console.say("Go on: " + word(hesse) + " split " + word(directory.resolve("model.json")) + " "
                + word(directory.resolve("weights.npz")) + " " + word(directory.resolve("data.npz"))
                + " --out split.npz");
    }

    /** What a shell takes as one word, also that of Windows: in double quotes where there is a blank. */
    static String word(Object text) { return text.toString().contains(" ") ? "\"" + text + "\"" : text.toString(); }

    private void text(String name, String text) throws IOException {
        AtomicFile.write(directory.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
