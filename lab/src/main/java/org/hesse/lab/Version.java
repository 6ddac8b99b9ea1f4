package org.hesse.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into `hesse.properties`. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() { return new String[] {"hesse " + text()}; }

    /** `0.1.0`, say. */
    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("hesse.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("hesse.properties: cannot be read", e);
        }
    }
}
