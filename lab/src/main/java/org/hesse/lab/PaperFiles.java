package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Providers;
import org.hesse.lab.paper.Experiment;
import org.hesse.lab.paper.Experiments;
import org.hesse.lab.paper.Figure;
import org.hesse.lab.paper.Findings;
import org.hesse.lab.paper.Section;
import org.hesse.lab.paper.Settings;

/**
 * The files of `hesse paper` in its directory. They depend on the settings and on what last digits depend on, and on
 * nothing else: no dates, no times, no numbers of threads. Used by one thread.
 */
final class PaperFiles {
    private static final String SECTION = ".section.html";
    private static final String REPORT = "report.html";

    private final Console console;
    private final OutputDirectory directory;
    private final Settings settings;

    PaperFiles(Console console, OutputDirectory directory, Settings settings) {
        this.console = console;
        this.directory = directory;
        this.settings = settings;
    }

    /** Where an experiment's finished trials are kept. */
    Path state(Experiment experiment) { return directory.file(experiment.id() + ".trials.npz"); }

    /** What its trials depend on beside what their own keys say: other seeds or strengths are other trials. */
    Map<String, String> key(Experiment experiment) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("experiment", experiment.id());
        if (settings.quick()) key.put("--quick", "given");
        key.putAll(Provenance.platform());
        key.put("kernels", Providers.kernels().name());
        return key;
    }

    /** Writes CSV, JSON, pictures, the section and with it the report, and says what was found. */
    void write(Experiment experiment, Findings findings) throws IOException {
        String id = experiment.id();
        List<String> comments = provenance(experiment).entrySet().stream()
                .map(field -> "# " + field.getKey() + ": " + field.getValue()).toList();
        for (Findings.Table table : findings.tables())
            directory.text(name(id, table.name()) + ".csv", table.rows().text(comments));
        for (Figure figure : findings.figures()) directory.picture(name(id, figure.name()), figure.picture());
        Map<String, Object> fields = new LinkedHashMap<>(findings.fields());
        fields.put("provenance", provenance(experiment));
        directory.text(id + ".json", Json.pretty(fields));
        directory.text(id + SECTION, Section.of(experiment, findings, provenance(experiment)));
        writeReport();
        findings.results().forEach(sentence -> console.say("  " + sentence));
        findings.comparisons().forEach(sentence -> console.say("  " + sentence));
    }

    private static String name(String id, String name) { return name.isEmpty() ? id : id + "-" + name; }

    private Map<String, Object> provenance(Experiment experiment) {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("command", settings.command(experiment.id()));
        provenance.put("seed", settings.seed());
        provenance.putAll(Provenance.platform());
        provenance.put("kernels", Providers.kernels().name());
        return provenance;
    }

    /** Says where to look. */
    void sayReport() { console.say("Look: " + directory.file(REPORT)); }

    /** Of all sections in the directory. */
    private void writeReport() throws IOException {
        Map<Experiment, String> sections = new LinkedHashMap<>();
        for (Experiment experiment : Experiments.all()) {
            Path section = directory.file(experiment.id() + SECTION);
            if (Files.exists(section)) sections.put(experiment, Files.readString(section));
        }
        directory.text(REPORT, Section.page(sections));
    }
}
