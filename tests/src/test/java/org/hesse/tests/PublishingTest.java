package org.hesse.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What is written in several places for publishing says the same in all of them. */
class PublishingTest {
    /** What Maven Central asks of every POM, its parent's included. */
    private static final Set<String> ASKED = Set.of("name", "description", "url", "licenses", "developers", "scm");

    private static final Path ROOT = Path.of("..");

    static Set<String> modules() throws IOException {
        return texts(child(pom(ROOT), "modules"));
    }

    private static Element pom(Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(folder.resolve("pom.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IOException(folder + ": no POM", e);
        }
    }

    private static Element child(Element parent, String name) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element e && e.getTagName().equals(name)) return e;
        return null;
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static Set<String> texts(Element parent) {
        return parent.getTextContent().lines().map(String::strip).filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String version() throws IOException { return text(pom(ROOT), "version"); }

    @ParameterizedTest
    @MethodSource("modules")
    void everyPomHasWhatIsAsked(String module) throws IOException {
        Element pom = pom(ROOT.resolve(module));
        Element parent = child(pom, "parent");
        assertEquals(version(), text(parent == null ? pom : parent, "version"), module);
        for (String field : ASKED) {
            boolean inherits = parent != null && !field.equals("name") && !field.equals("description");
            assertTrue(!text(inherits ? pom(ROOT) : pom, field).isEmpty(), module + " has no " + field);
        }
    }

    @Test
    void theBomHasEveryJarThatIsPublished() throws IOException {
        Set<String> published = new TreeSet<>();
        for (String module : modules()) {
            Element pom = pom(ROOT.resolve(module));
            Element properties = child(pom, "properties");
            boolean isOwn = properties != null && text(properties, "maven.deploy.skip").equals("true");
            if (!isOwn && !text(pom, "packaging").equals("pom")) published.add(text(pom, "artifactId"));
        }
        Set<String> listed = new TreeSet<>();
        Element managed = child(child(pom(ROOT.resolve("bom")), "dependencyManagement"), "dependencies");
        for (Node n = managed.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element e) listed.add(text(e, "artifactId"));
        assertEquals(published, listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CITATION.cff|version: VERSION\n", "CHANGELOG.md|## [VERSION]",
            "README.md|hesse-bom:VERSION", "README.md|hesse-VERSION.zip",
            "docs/how-to/use-the-jars.md|<version>VERSION</version>"})
    void pagesNameThisVersion(String place) throws IOException {
        String[] parts = place.split(Pattern.quote("|"), -1);
        String text = Files.readString(ROOT.resolve(parts[0]));
        assertTrue(text.contains(parts[1].replace("VERSION", version())), place + " is not that of " + version());
    }
}
