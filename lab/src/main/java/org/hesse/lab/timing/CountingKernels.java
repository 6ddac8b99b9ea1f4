package org.hesse.lab.timing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import org.hesse.engine.array.Array;
import org.hesse.engine.array.Kernels;
import org.hesse.engine.array.Kernels.Part;
import org.hesse.engine.array.Window;

/**
 * Counts the matrix products of other kernels, which compute, in whatever threads; a convolution is one. One count at a
 * time.
 *
 * <p>By reflection, so that it holds whatever {@link Kernels} can do: a product is a call `(Form, m, n, k, …)`, or
 * `(Part, m, n, k, …)`, a convolution `(Role, stride, padding, x, w, b, y, …)`. It is slow, and not for timing.
 */
public final class CountingKernels implements InvocationHandler {
    private final Kernels kernels;
    private final Kernels counting;
    private final LongAdder gemms = new LongAdder();
    private final LongAdder multiplyAdds = new LongAdder();
    private final ThreadLocal<Window> window = ThreadLocal.withInitial(Window::new);

    public CountingKernels(Kernels kernels) {
        this.kernels = kernels;
        counting = (Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class},
                this);
    }

    /** The kernels to compute with. */
    public Kernels kernels() { return counting; }

    public long gemms() { return gemms.sum(); }

    /**
     * mnk of every product, without what is left out: for a convolution, the weights that an output sees times the
     * numbers of the output.
     */
    public long multiplyAdds() { return multiplyAdds.sum(); }

    public void clear() {
        gemms.reset();
        multiplyAdds.reset();
    }

    /** Defaults are left to themselves, and call others here. */
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        if (method.getDeclaringClass() == Kernels.class && !Modifier.isAbstract(method.getModifiers()))
            return InvocationHandler.invokeDefault(proxy, method, args);
        if (isProduct(method)) count(work(args[0], (int) args[1], (int) args[2], (int) args[3]));
        if (isConvolution(method)) {
            window.get().aim((int) args[1], (int) args[2], (Array) args[3], (Array) args[4], (Array) args[6]);
            count(window.get().work());
        }
        try {
            return method.invoke(kernels, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** mnk, or what of it a part leaves. */
    private static long work(Object kind, int m, int n, int k) {
        long work = 0;
        for (int i = 0; i < m; i++) {
            if (kind == Part.LOWER_LEFT) work += Math.min(k, i + 1L) * n;
            else if (kind == Part.UPPER_LEFT) work += Math.max(0L, k - i) * n;
            else if (kind == Part.LOWER_RESULT) work += Math.min(n, i + 1L) * k;
            else work += (long) n * k;
        }
        return work;
    }

    private void count(long work) {
        gemms.increment();
        multiplyAdds.add(work);
    }

    private static boolean isConvolution(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Kernels.Role.class;
    }

    private static boolean isProduct(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return types.length > 3 && (types[0] == Kernels.Form.class || types[0] == Part.class) && types[1] == int.class
                && types[2] == int.class && types[3] == int.class;
    }
}
