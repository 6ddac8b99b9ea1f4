package org.hesse.nn.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hesse.engine.array.Array;

/** A known count of binary numbers of one type, read one by one through a small buffer. Not thread-safe. */
final class Numbers {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final NpyType type;
    private final int count;
    private final ByteBuffer chunk;
    private int read;

    Numbers(InputStream in, NpyType type, int count) {
        this.in = in;
        this.type = type;
        this.count = count;
        int most = CHUNK / type.bytes();
        chunk = ByteBuffer.allocate(Math.min(count, most) * type.bytes()).order(type.order()).limit(0);
    }

    /** The next of them; fewer than the count are an IllegalArgumentException. */
    double next() throws IOException {
        if (!chunk.hasRemaining()) fill();
        return type.next(chunk);
    }

    private void fill() throws IOException {
        int wanted = Math.min(count - read, chunk.capacity() / type.bytes());
        int there = in.readNBytes(chunk.array(), 0, wanted * type.bytes());
        if (there < wanted * type.bytes())
            throw new IllegalArgumentException(
                    "truncated after " + (read + there / type.bytes()) + " of " + count + " numbers");
        read += wanted;
        chunk.limit(there).position(0);
    }

    /** Writes all numbers of an array as little-endian float64, in C order. */
    static void write(OutputStream out, Array array) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < array.size();) {
            chunk.clear();
            while (i < array.size() && chunk.hasRemaining()) chunk.putDouble(array.get(i++));
            out.write(chunk.array(), 0, chunk.position());
        }
    }
}
