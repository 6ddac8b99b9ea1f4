package org.hesse.engine.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hesse.kernels.jblas.Jblas;
import org.junit.jupiter.api.Test;

/** The contract once more with every product by jblas, the small ones too; and from eight threads at once. */
class JblasAlwaysTest implements GemmContract {
    private static final int THREADS = 8;

    @Override
    public Kernels kernels() { return Jblas.always(); }

    /** `-Dhesse.hammer=n`: n products in each thread; every number compared to the bit with one thread's. */
    @Test
    void eightThreadsAtOnceGetWhatOneGets() throws Exception {
        Kernels kernels = kernels();
        int calls = Integer.getInteger("hesse.hammer", 2000);
        List<Product> products = products();
        List<double[]> expected = products.stream().map(product -> product.run(kernels, -0.5)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                wrong.add(threads.submit(() -> wrong(kernels, products, expected, first, calls)));
            }
            int all = 0;
            for (Future<Integer> each : wrong) all += each.get();
            System.out.println("jblas: " + THREADS + " threads, " + calls + " products each, " + all + " wrong");
            assertEquals(0, all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Product> products() {
        Random random = new Random(12);
        List<Product> products = new ArrayList<>();
        for (Kernels.Form form : Kernels.Form.values())
            for (int i = 0; i < 8; i++)
                products.add(new Product(form, 1 + random.nextInt(50), 1 + random.nextInt(50), 1 + random.nextInt(50),
                        random));
        return products;
    }

    /** How many of the products, taken in turn from `first` on, differ in any bit. */
    private static int wrong(Kernels kernels, List<Product> products, List<double[]> expected, int first, int calls) {
        int wrong = 0;
        for (int r = 0; r < calls; r++) {
            int i = (first * 3 + r) % products.size();
            if (!Arrays.equals(expected.get(i), products.get(i).run(kernels, -0.5))) wrong++;
        }
        return wrong;
    }
}
