package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// C library in which one function fails. It must be installed before [Libc] is loaded, so in a JVM
/// of its own.
public final class FaultyLibc {
  private static final Map<Long, String> SYSTEM_CALLS =
      Map.of(186L, "gettid", 424L, "pidfd_send_signal", 434L, "pidfd_open", 436L, "close_range");

  /// Functions of the spawn interface return the error instead of setting `errno`.
  private static final String RETURNS_ERROR = "posix_spawn";

  private record Fault(String function, int errno) {}

  private static final Set<String> CALLED = new ConcurrentSkipListSet<>();
  private static final AtomicLong FAILED = new AtomicLong();
  private static volatile @Nullable Fault fault;

  private FaultyLibc() {}

  public static void install() {
    LinkedFunctions.replaceBy(FaultyLibc::wrap);
  }

  /// Lets every call of a function fail from now on. [#failures] counts from 0 again.
  public static void fail(String function, int errno) {
    FAILED.set(0);
    fault = new Fault(function, errno);
  }

  public static void repair() {
    fault = null;
  }

  public static long failures() {
    return FAILED.get();
  }

  /// Names of the functions that were called.
  public static Set<String> called() {
    return CALLED;
  }

  private static MethodHandle wrap(String name, MethodHandle function) {
    try {
      MethodType type = function.type().insertParameterTypes(0, String.class, MethodHandle.class);
      MethodHandle call = MethodHandles.lookup().findStatic(FaultyLibc.class, "call", type);
      return MethodHandles.insertArguments(call, 0, name, function);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @SuppressWarnings("unused") // called by the handle
  private static long call(
      String name,
      MethodHandle function,
      MemorySegment errno,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f)
      throws Throwable {
    String called = name.equals("syscall") ? SYSTEM_CALLS.getOrDefault(a, "syscall " + a) : name;
    CALLED.add(called);
    Fault current = fault;
    if (current == null || !current.function.equals(called)) {
      return (long) function.invokeExact(errno, a, b, c, d, e, f);
    }
    FAILED.incrementAndGet();
    if (name.equals("close")) { // the kernel closes the descriptor even when it reports an error
      long unused = (long) function.invokeExact(errno, a, b, c, d, e, f);
    }
    errno.set(ValueLayout.JAVA_INT, 0, current.errno);
    return name.startsWith(RETURNS_ERROR) ? current.errno : -1;
  }
}
