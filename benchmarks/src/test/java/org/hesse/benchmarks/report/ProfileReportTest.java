package org.hesse.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hesse.nn.file.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReportTest {
    @TempDir
    private Path profiles;

    @TempDir
    private Path results;

    private void profile(String samples) throws IOException {
        Files.writeString(profiles.resolve("net.split.json"), "{\"samples\": {" + samples
                + "}, \"batch\": 7, \"environment\": {\"cores\": 2, \"seed\": null}}");
    }

    @Test
    void partsOfAllSamples() throws IOException {
        profile("\"Tiles\": 300, \"Workers\": 90, \"Exact\": 7, \"Runs\": 3");
        ProfileReport.write(profiles, results, "c0ffee");
        String page = Files.readString(results.resolve("profile.md"));
        assertTrue(page.contains("""
                ## net.split

                Batch 7, 400 samples.

                | class | % |
                |---|---|
                | `Tiles` | 75.0 |
                | `Workers` | 22.5 |
                | `Exact` | 1.8 |
                | the rest | 0.8 |
                """) && page.contains("* commit: c0ffee"), page);
        RoundJson all = RoundJson.read(results.resolve("profile.json"));
        assertEquals(90, all.object("net.split").object("samples").count("Workers"));
    }

    @Test
    void wrongFilesByFileAndField() throws IOException {
        assertRefused("has no profile");
        profile("\"Tiles\": -1");
        assertRefused("net.split.json: samples: Tiles: must be an integer of 0 or more, got -1");
        profile("");
        assertRefused("net.split.json: samples: there are none");
    }

    private void assertRefused(String message) {
        FormatException e = assertThrows(FormatException.class, () -> ProfileReport.write(profiles, results, "c0ffee"));
        assertTrue(e.getMessage().contains(message), e::getMessage);
    }
}
