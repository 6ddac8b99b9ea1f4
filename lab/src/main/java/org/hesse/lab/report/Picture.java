package org.hesse.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Panels beside each other, in rows of so many, as SVG and as PNG. Not thread-safe. */
public final class Picture {
    /** Pixels of the PNG for each unit of the panels: sharp on screens of today, and in print. */
    private static final int SCALE = 2;

    /** Ids where they are given and used: not what letters or the bytes of an image happen to spell. */
    private static final Pattern CLIP = Pattern.compile("(?<=[\"#])clip\\d+");
    private static final Pattern PART = Pattern.compile("(?<=[\"#])part(?=\\d)");
    private static final Pattern TAG = Pattern.compile("<[^>]*+>");

    private final List<Panel> panels;
    private final int columns;

    static {
        // A server has no display; charts need fonts only.
        System.setProperty("java.awt.headless", "true");
    }

    /** Panels of one size; at least one. */
    Picture(List<Panel> panels, int columns) {
        if (panels.isEmpty()) throw new IllegalArgumentException("picture: has no panels");
        this.panels = List.copyOf(panels);
        this.columns = Math.min(columns, panels.size());
    }

    private int panelWidth() { return panels.get(0).width(); }

    private int panelHeight() { return panels.get(0).height(); }

    private int width() { return columns * panelWidth(); }

    private int height() { return (panels.size() + columns - 1) / columns * panelHeight(); }

    /** The file as SVG. */
    public byte[] svg() {
        VectorGraphics2D graphics = new VectorGraphics2D();
        paint(graphics);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Processors.get("svg").getDocument(graphics.getCommands(), new PageSize(width(), height())).writeTo(out);
            return tidy(out.toString(UTF_8)).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("picture: cannot be written", e);
        }
    }

    /** Short coordinates, and ids by their order: the library's differ from run to run. */
    private static String tidy(String file) {
        // The numbers of the prologue are versions.
        int start = file.indexOf("<svg");
        // Between the tags are labels, whose digits are what they say.
        String tidy = TAG.matcher(file.substring(start)).replaceAll(tag -> shortened(tag.group()))
                .replaceAll("\\n\\s+", "\n");
        List<String> ids = CLIP.matcher(tidy).results().map(MatchResult::group).distinct().toList();
        Map<String, String> names = new HashMap<>();
        for (String id : ids) names.put(id, "part" + names.size());
        return file.substring(0, start) + CLIP.matcher(tidy).replaceAll(id -> names.get(id.group()));
    }

    private static String shortened(String tag) {
        return Matcher.quoteReplacement(
                tag.replaceAll("(\\d\\.\\d\\d)\\d+", "$1").replaceAll("(\\d)\\.0+(?=\\D)", "$1"));
    }

    /**
     * The SVG as an element of a page, which scales with it.
     *
     * @param id tells its parts from those of the page's other pictures
     * @param label for those who cannot see it
     */
    public String inline(String id, String label) {
        String file = new String(svg(), UTF_8);
        String body = file.substring(file.indexOf('>', file.indexOf("<svg")) + 1);
        return "<svg viewBox=\"0 0 " + width() + " " + height() + "\" role=\"img\" aria-label=\"" + Html.escape(label)
                + "\">" + PART.matcher(body).replaceAll(Matcher.quoteReplacement(id + "-part"))
                        .replaceAll("\\s*\\R\\s*", "\n").strip();
    }

    /** The file as PNG, with twice as many pixels each way as the SVG has units. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        paint(graphics);
        graphics.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("picture: cannot be written", e);
        }
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        for (int i = 0; i < panels.size(); i++) {
            Graphics2D place = (Graphics2D) graphics.create();
            place.translate(i % columns * panelWidth(), i / columns * panelHeight());
            panels.get(i).paint(place);
            place.dispose();
        }
    }
}
