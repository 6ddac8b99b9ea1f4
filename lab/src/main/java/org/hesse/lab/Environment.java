package org.hesse.lab;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hesse.engine.array.Workers;

/**
 * What a time depends on beside the code: the machine and the JVM as it was started. Immutable.
 *
 * @param flags of the JVM
 * @param threads that the kernels work with
 */
record Environment(Provenance provenance, String flags, String os, int threads) {
    /** That of this process. */
    static Environment of(Provenance provenance) {
        String flags = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new Environment(provenance, flags, os, Workers.shared().threads());
    }

    /** For {@link Json}, in this order. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("java", provenance.jvm());
        fields.put("jvm_flags", flags);
        fields.put("os", os);
        fields.put("cpu", provenance.processor());
        fields.put("processors", provenance.cores());
        fields.put("threads", threads);
        fields.put("kernels", provenance.kernels());
        fields.put("date", provenance.date());
        fields.put("version", provenance.version());
        fields.put("command_line", provenance.commandLine());
        fields.put("seed", provenance.seed());
        fields.put("data_sha256", provenance.data());
        return fields;
    }
}
