package org.hesse.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hesse.engine.array.Accumulator;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Providers;
import org.hesse.engine.array.Strided;
import org.hesse.engine.array.Workers;

/**
 * The matrix products and convolutions of one call, to be made again by themselves: the same sizes, in the same order,
 * on the same arrays, so that they find in the caches about what they found in the call. Their numbers mean nothing any
 * more.
 *
 * <p>A product that wrote its result may add to it here. Those of a batch, which threads share product by product, are
 * made one after the other. Not thread-safe.
 */
final class RecordedProducts implements InvocationHandler {
    private final Kernels kernels;
    private final List<Runnable> products = new ArrayList<>();
    private int gemms;

    private RecordedProducts(Kernels kernels) { this.kernels = kernels; }

    /** Makes the call once on one thread, with the kernels of the process, which it has again afterwards. */
    static RecordedProducts of(Runnable call) {
        int threads = Workers.shared().threads();
        Kernels kernels = Providers.kernels();
        RecordedProducts recorded = new RecordedProducts(kernels);
        Providers.use((Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class},
                recorded));
        Workers.shared().threads(1);
        try {
            call.run();
        } finally {
            Workers.shared().threads(threads);
            Providers.use(kernels);
        }
        return recorded;
    }

    /** How many there are, each of several that were made together counted. */
    int gemms() { return gemms; }

    /** Makes them all again. */
    void run() { for (Runnable product : products) product.run(); }

    /** What the provider does as a whole is recorded as a whole; other defaults call products here. */
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        Class<?>[] types = method.getParameterTypes();
        boolean isGemm = method.getName().equals("gemm");
        boolean isOne = (isGemm && types[1] == int.class && types[2] == int.class)
                || (method.getName().equals("affine") && types[0] == int.class)
                || method.getName().equals("convolve");
        boolean isSeveral = isGemm && types[1] == int.class && types[2] == Array[].class;
        if (method.isDefault() && !isOne && !isSeveral) return InvocationHandler.invokeDefault(proxy, method, args);
        Object result = call(method, args);
        if (isOne) add(1, method, Stream.of(args).map(RecordedProducts::kept).toArray());
        if (isSeveral) add((int) args[1], method, again(args));
        return result;
    }

    private void add(int count, Method method, Object... args) {
        gemms += count;
        products.add(() -> {
            try {
                call(method, args);
            } catch (Throwable e) {
                throw new IllegalStateException(method + " worked before", e);
            }
        });
    }

    private Object call(Method method, Object... args) throws Throwable {
        try {
            return method.invoke(kernels, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** `(form, count, A…, B, C…)` with windows of its own: those of a sweep are aimed elsewhere when it is over. */
    private static Object[] again(Object... args) {
        int count = (int) args[1];
        Array[] a = new Array[count];
        Accumulator[] c = new Accumulator[count];
        for (int i = 0; i < count; i++) {
            a[i] = window(((Array[]) args[2])[i]);
            c[i] = Accumulator.holding(window(((Accumulator[]) args[4])[i].value()));
        }
        return new Object[] {args[0], count, a, window((Array) args[3]), c};
    }

    /** A matrix or window of its own, for that of a call is aimed elsewhere by the next one. */
    private static Object kept(Object arg) {
        if (arg instanceof Strided s) return new Strided().aim(s.data(), s.offset(), s.down(), s.across());
        return arg instanceof Array x ? window(x) : arg;
    }

    private static Array window(Array x) { return Array.view(x.data(), x.offset(), x.shape()); }
}
