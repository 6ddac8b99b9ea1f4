package org.hesse.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hesse.lab.report.CsvTable;
import org.hesse.lab.report.Picture;

/**
 * Where the results of a command go: lines and JSON to the console, files to the directory of `--out` if there is one.
 * Not thread-safe.
 */
final class Results implements AutoCloseable {
    private final Console console;
    /** Null if nothing is to be kept. */
    private final OutputDirectory directory;
    private final Provenance provenance;
    private final List<Claim> claims = new ArrayList<>();
    private boolean hasTables;

    Results(Console console, OutputDirectory directory, Provenance provenance) {
        this.console = console;
        this.directory = directory;
        this.provenance = provenance;
    }

    /** Keeps other processes out of a place until this is closed. */
    void claim(Claim claim) { claims.add(claim); }

    @Override
    public void close() throws IOException {
        for (Claim claim : claims) claim.close();
    }

    /** The place of a file of that name, if there is a directory. */
    Optional<Path> file(String name) { return Optional.ofNullable(directory).map(d -> d.file(name)); }

    /** True if a result of a command would be written there. */
    boolean isResult(Path file) throws IOException { return directory != null && directory.isResult(file); }

    /** Writes NAME.csv, provenance first. */
    void table(String name, CsvTable table) throws IOException {
        hasTables = true;
        if (directory != null) directory.text(name + ".csv", table.text(provenance.comments()));
    }

    /** Draws NAME.svg and NAME.png, if they are to be kept. */
    void picture(String name, Supplier<Picture> picture) throws IOException {
        if (directory != null) directory.picture(name, picture.get());
    }

    /** Writes NAME.json, provenance last, and says where all files are. */
    void json(String name, Map<String, Object> fields) throws IOException {
        fields.put("provenance", provenance.fields());
        if (directory == null) return;
        directory.text(name + ".json", Json.pretty(fields));
        String beside = hasTables ? ", and tables and pictures beside it" : "";
        console.say("wrote " + directory.file(name + ".json") + beside);
    }
}
