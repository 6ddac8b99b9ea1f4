package org.hesse.lab.timing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured of one entry. Immutable.
 *
 * @param median in milliseconds
 * @param min in milliseconds
 * @param calls how many these are of
 * @param ratio the median to that of the gradient
 * @param bytes allocated by a call
 */
public record Timing(Entry entry, double median, double min, int calls, double ratio, Counts counts, long bytes) {
    public static Timing of(Entry entry, Times times, Times gradient, Counts counts, long bytes) {
        return new Timing(entry, times.median(), times.min(), times.count(), times.median() / gradient.median(),
                counts, bytes);
    }

    /** 2 flops a multiply-add of the matrix products, 10⁹ of them in a second, by the median. */
    double gflops() { return 2e-6 * counts.multiplyAdds() / median; }

    /** For JSON, in this order. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("median_ms", median);
        fields.put("min_ms", min);
        fields.put("ratio", ratio);
        fields.put("gflops", gflops());
        fields.put("gemms", counts.gemms());
        fields.put("bytes", bytes);
        fields.put("peak_bytes", counts.peakBytes());
        fields.put("calls", calls);
        if (entry.directions() > 1) fields.put("directions", entry.directions());
        if (entry.directions() > 1) fields.put("per_direction_ms", median / entry.directions());
        return fields;
    }

    public static String header() {
        return String.format(Locale.ROOT, "%-20s %11s %11s %11s %9s %6s %11s %9s", "", "median ms", "min ms",
                "× gradient", "GFLOP/s", "GEMMs", "alloc KiB", "peak MiB");
    }

    public String row() {
        return String.format(Locale.ROOT, "%-20s %11.3f %11.3f %11.3f %9.2f %6d %11.1f %9.2f", entry.name(), median,
                min, ratio, gflops(), counts.gemms(), bytes / 0x1p10, counts.peakBytes() / 0x1p20);
    }
}
