package org.hesse.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hesse.nn.file.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GemmReportTest {
    @TempDir
    private Path processes;

    @TempDir
    private Path results;

    private void process(String file, String rates) throws IOException {
        Files.writeString(processes.resolve(file), "{\"512 NT\": {\"n\": 512, \"form\": \"NT\", " + rates
                + "}, \"environment\": {\"cores\": 2, \"seed\": null}}");
    }

    @Test
    void ratiosWithinProcessesAndMediansOverThem() throws IOException {
        // 50 %, 80 % and 75 % of the faster of the two depths; 5, 4 and 3 times jblas; 5, 8 and 3 times plain.
        process("1.json", "\"vector\": 20.0, \"jblas\": 4.0, \"plain\": 4.0, \"bare_128\": 40.0, \"bare_256\": 30.0");
        process("2.json", "\"vector\": 40.0, \"jblas\": 10.0, \"plain\": 5.0, \"bare_128\": 45.0, \"bare_256\": 50.0");
        process("3.json", "\"vector\": 45.0, \"jblas\": 15.0, \"plain\": 15.0, \"bare_128\": 60.0, \"bare_256\": 50.0");
        GemmReport.write(processes, results, "c0ffee");
        String page = Files.readString(results.resolve("gemm.md"));
        String line = "| 512 | NT | 40.0 | 50.0 | 75.0 | 50.0 … 80.0 | ≥ 85 **not met** | 4.00 | 5.00 **not met** |\n";
        assertTrue(page.contains(line), page);
        assertTrue(page.contains("one thread, processes: 3.") && page.contains("* commit: c0ffee"), page);
        RoundJson all = RoundJson.read(results.resolve("gemm.json"));
        assertEquals(75.0, all.object("512 NT").time("percent_of_bare"));
        assertEquals(List.of(50.0, 75.0, 80.0), all.object("512 NT").fields().get("percents_of_bare"));
        assertFalse(all.object("environment").has("seed"));
    }

    @Test
    void whatIsMet() throws IOException {
        process("1.json",
                "\"vector\": 35.0, \"jblas\": 20.0, \"plain\": 10.0, \"bare_128\": 40.0, \"bare_256\": 30.0");
        GemmReport.write(processes, results, "c0ffee");
        String page = Files.readString(results.resolve("gemm.md"));
        assertTrue(page.contains("| 87.5 | 87.5 … 87.5 | ≥ 85 | 1.75 **not met** | 3.50 |\n"), page);
    }

    @Test
    void withoutJblas() throws IOException {
        process("1.json", "\"vector\": 20.0, \"bare_128\": 40.0, \"bare_256\": 30.0");
        GemmReport.write(processes, results, "c0ffee");
        String page = Files.readString(results.resolve("gemm.md"));
        assertTrue(page.contains("| 20.0 | 40.0 | 50.0 | 50.0 … 50.0 | ≥ 85 **not met** | – | – |\n"), page);
    }

    @Test
    void wrongFilesByFileAndField() throws IOException {
        process("1.json", "\"vector\": 20.0, \"bare_128\": 40.0");
        FormatException e = assertThrows(FormatException.class, () -> GemmReport.write(processes, results, "c0ffee"));
        assertTrue(e.getMessage().contains("1.json: 512 NT: field \"bare_256\" is missing"), e::getMessage);
        Files.delete(processes.resolve("1.json"));
        e = assertThrows(FormatException.class, () -> GemmReport.write(processes, results, "c0ffee"));
        assertTrue(e.getMessage().contains("has no process"), e::getMessage);
    }
}
