package org.hesse.hessian.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hesse.engine.objective.Progress;
import org.hesse.hessian.KnownSpectrum;
import org.hesse.hessian.Operator;
import org.junit.jupiter.api.Test;

/** A search with more room than it needs: the same pairs by no more products, and fewer in a crowd. */
class RoomTest {
    private static final int N = 300;
    private static final int BUDGET = 8000;

    /** Eigenvalues `(i/n)²`: at the lower end a crowd, distances of which are 1e-5 of the norm. */
    private static final KnownSpectrum CROWD = KnownSpectrum.of(1,
            IntStream.range(0, N).mapToDouble(i -> Math.pow((double) i / N, 2)).toArray());

    private static Eigenpairs pairs(int room, boolean largest) {
        ThickRestart search = new ThickRestart(CROWD, 3, largest, 1e-7, 5, room);
        boolean more = true;
        while (more) more = search.cycle(BUDGET, Progress.NONE);
        Eigenpairs pairs = search.pairs();
        assertTrue(pairs.converged(), "room for " + room);
        return pairs;
    }

    @Test
    void moreRoomTakesFewerProductsInACrowd() {
        Eigenpairs little = pairs(ThickRestart.leastRoom(3), false);
        Eigenpairs much = pairs(120, false);
        assertArrayEquals(little.values(), much.values(), 2e-7);
        assertTrue(3 * much.products() < 2 * little.products(), much.products() + " against " + little.products());
    }

    /** Where the smallest room does, a larger one is not filled. */
    @Test
    void roomThatIsNotNeededIsLeft() {
        Eigenpairs little = pairs(ThickRestart.leastRoom(3), true);
        Eigenpairs much = pairs(250, true);
        assertArrayEquals(little.values(), much.values(), 2e-7);
        // Two searches, each of which may be seen to have ended 20 products late.
        assertTrue(much.products() <= little.products() + 40, much.products() + " against " + little.products());
        assertTrue(much.products() < 250, much.products() + " products");
    }

    @Test
    void resumedItIsTheSameToTheBit() {
        int room = 60;
        ThickRestart pieces = new ThickRestart(CROWD, 3, false, 1e-7, 5, room);
        int cycles = 0;
        while (pieces.cycle(BUDGET, Progress.NONE)) {
            pieces = ThickRestart.resume(CROWD, 3, false, 1e-7, 5, room, pieces.state());
            cycles++;
        }
        assertTrue(cycles > 2, cycles + " restarts");
        Eigenpairs whole = pairs(room, false);
        assertArrayEquals(whole.values(), pieces.pairs().values());
        assertTrue(Arrays.deepEquals(whole.vectors(), pieces.pairs().vectors()));
    }

    @Test
    void tooLittleRoom() {
        Operator a = CROWD;
        String message = assertThrows(IllegalArgumentException.class,
                () -> new ThickRestart(a, 3, true, 1e-7, 5, 25)).getMessage();
        assertEquals("eigenpairs: room for 25 vectors, 3 pairs need at least 26", message);
    }
}
