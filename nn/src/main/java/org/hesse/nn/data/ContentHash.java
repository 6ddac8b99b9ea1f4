package org.hesse.nn.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hesse.engine.array.Array;

/**
 * SHA-256 over numbers: an array is its rank, its axes and its entries in row-major order, an integer 4 bytes and a
 * double its 8 bytes of IEEE 754, all big-endian. Not thread-safe.
 */
final class ContentHash {
    private final MessageDigest digest;

    ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("sha256: every Java platform must have it, this one lacks it", e);
        }
    }

    ContentHash add(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
        return this;
    }

    ContentHash add(Array a) {
        add(a.rank());
        for (int axis : a.shape()) add(axis);
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
        for (int i = 0; i < a.size(); i++) digest.update(number.clear().putDouble(a.get(i)).flip());
        return this;
    }

    /** 64 lower-case hex digits; starts over. */
    String hex() { return HexFormat.of().formatHex(digest.digest()); }
}
