package org.hesse.lab.digits;

import java.util.LinkedHashMap;
import java.util.Map;

/** A run as one JSON object. Stateless and thread-safe. */
public final class Report {
    private Report() {}

    /** Provenance first, then settings, outcome and all measurements. */
    public static Map<String, Object> fields(Run run, Map<String, Object> provenance) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("command", "digits");
        fields.put("provenance", provenance);
        fields.put("settings", run.settings().fields());
        fields.put("parameters", run.model().layout().size());
        fields.put("outcome", run.outcome().text());
        fields.put("message", run.message());
        fields.put("seconds", run.seconds());
        fields.put("measurements", run.measurements().stream().map(Columns::of).toList());
        return fields;
    }
}
