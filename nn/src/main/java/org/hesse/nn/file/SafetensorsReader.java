package org.hesse.nn.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hesse.engine.array.Array;

/**
 * Reads one `.safetensors` file, and believes nothing it says about sizes: every byte behind the header belongs to
 * exactly one array, so that there is no more to read than the file has. Not thread-safe.
 */
final class SafetensorsReader {
    /** Of the header, in bytes: as for model files, text takes many times its length of memory. */
    static final int LONGEST = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Heap heap = new Heap();

    SafetensorsReader(Path file) { this.file = file; }

    Map<String, Array> read() throws IOException {
        if (Files.isDirectory(file)) throw new FormatException(file + ": is a directory");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
            byte[] header = header(in);
            List<Tensor> tensors = tensors(Json.parse(header, file.toString()));
            Map<String, Array> arrays = new LinkedHashMap<>();
            for (Tensor tensor : tensors) arrays.put(tensor.name(), null);
            tensors.sort(Comparator.comparingLong(Tensor::from).thenComparingLong(Tensor::to));
            checkPlaces(tensors, Files.size(file) - Long.BYTES - header.length);
            for (Tensor tensor : tensors) arrays.put(tensor.name(), array(in, tensor));
            return arrays;
        }
    }

    private byte[] header(InputStream in) throws IOException {
        long size = Files.size(file);
        byte[] start = in.readNBytes(Long.BYTES);
        if (start.length < Long.BYTES)
            throw new FormatException(file + ": is not a .safetensors file: has " + start.length
                    + " bytes, the length of its header alone takes 8");
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > size - Long.BYTES)
            throw new FormatException(file + ": is not a .safetensors file, or is cut off: its header has "
                    + Long.toUnsignedString(length) + " bytes, there are " + (size - Long.BYTES));
        if (length > LONGEST)
            throw new FormatException(file + ": its header has " + length + " bytes, the most is " + LONGEST);
        byte[] header = in.readNBytes((int) length);
        if (header.length < length)
            throw new FormatException(file + ": truncated: its header has " + length + " bytes, there are "
                    + header.length);
        return header;
    }

    private static List<Tensor> tensors(Json json) throws FormatException {
        List<Tensor> tensors = new ArrayList<>();
        for (Map.Entry<String, Json> entry : json.object().entrySet()) {
            if (entry.getKey().equals(Safetensors.METADATA))
                for (Json value : entry.getValue().object().values()) value.text();
            else
                tensors.add(Tensor.of(entry.getKey(), entry.getValue()));
        }
        return tensors;
    }

    /** Throws unless the arrays lie one behind the other, from the first of so many bytes to the last. */
    private void checkPlaces(List<Tensor> tensors, long bytes) throws FormatException {
        long end = 0;
        for (Tensor tensor : tensors) {
            if (tensor.to() > bytes)
                throw tensor.error("reach beyond the " + bytes + " bytes that there are");
            if (tensor.from() < end)
                throw tensor.error("overlap with another array, whose bytes end at " + end);
            if (tensor.from() > end)
                throw tensor.error("leave a hole: bytes " + end + " to " + tensor.from() + " belong to no array");
            end = tensor.to();
        }
        if (end < bytes)
            throw new FormatException(file + ": bytes " + end + " to " + bytes + " behind the header belong to no"
                    + " array");
    }

    private Array array(InputStream in, Tensor tensor) throws IOException {
        try {
            int size = Array.size(tensor.shape());
            heap.take(8L * size);
            Numbers stored = new Numbers(in, tensor.type(), size);
            double[] numbers = new double[size];
            for (int i = 0; i < size; i++) numbers[i] = stored.next();
            return Array.of(numbers, tensor.shape());
        } catch (IllegalArgumentException e) {
            throw tensor.place().error(e);
        }
    }
}
