package dev.brummer.engine;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.os.SignalThread;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// Installs handlers for POSIX signals: with [SignalThread], whose signals arrive at the process
/// limit, too, otherwise with `sun.misc.Signal`. Uses reflection because that class is not part of
/// the JDK's API and the compiler warns about each use.
public final class SignalHandlers {
  private static final String HANDLER = "sun.misc.SignalHandler";

  /// Whether the thread has been started: only then may [#stop] load and link native functions.
  private static volatile boolean delivering;

  /// What [#install] has been called with since then. Guarded by the class.
  private static final Map<String, Runnable> ADDED = new LinkedHashMap<>();

  private SignalHandlers() {}

  /// Runs `action` with the number of each of these signals on the thread `signals`, which exists
  /// from now on. Where the system does not allow it, the JVM starts a thread for each signal.
  ///
  /// Takes effect after some milliseconds, in which the thread links functions of the C library.
  ///
  /// @param name gives the name of a signal without `SIG`
  public static void installAll(
      List<Integer> signals, IntFunction<String> name, IntConsumer action) {
    try {
      delivering = true;
      Thread.ofPlatform()
          .name("signals")
          .daemon()
          .start(() -> {
            if (!deliver(signals, action)) {
              fallBack(signals, name, action);
            }
          });
    } catch (OutOfMemoryError noThread) {
      installAllInJvm(signals, name, action);
    }
  }

  /// @return false at once if that is not possible, also because native code cannot be linked: that
  ///   needs some descriptors
  private static boolean deliver(List<Integer> signals, IntConsumer action) {
    try {
      return SignalThread.deliver(signals, action);
    } catch (LinkageError notLinked) {
      return false;
    }
  }

  private static synchronized void fallBack(
      List<Integer> signals, IntFunction<String> name, IntConsumer action) {
    delivering = false;
    installAllInJvm(signals, name, action);
    ADDED.forEach(SignalHandlers::installInJvm);
  }

  /// Runs `action` on a thread of the JVM for each signal.
  static void installAllInJvm(List<Integer> signals, IntFunction<String> name, IntConsumer action) {
    signals.forEach(signal -> installInJvm(name.apply(signal), () -> action.accept(signal)));
  }

  /// Ends the thread that [#installAll] has started; see [SignalThread#stop].
  public static void stop() {
    if (delivering) {
      SignalThread.stop();
    }
  }

  /// Runs `action` for each signal `name`: on the thread `signals` after [#installAll], otherwise
  /// on a thread of the JVM. Does nothing where neither supports the signal.
  ///
  /// @param action must not block
  public static synchronized void install(String name, Runnable action) {
    Integer number = LinuxSignals.number(name);
    if (delivering && number != null) {
      ADDED.put(name, action);
      addToThread(number, action);
    } else {
      installInJvm(name, action);
    }
  }

  private static void addToThread(int number, Runnable action) {
    try {
      SignalThread.add(number, action);
    } catch (LinkageError notLinked) {
      return; // the thread finds the same and falls back
    }
  }

  /// Generates a class, which takes 14 ms.
  private static void installInJvm(String name, Runnable action) {
    try {
      Class<?> handler = Class.forName(HANDLER);
      Object proxy =
          Proxy.newProxyInstance(
              SignalHandlers.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" ->
                        System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                    default -> name;
                  });
      handle(name, handler, proxy);
    } catch (ClassNotFoundException missing) {
      // This JVM does not support the signal: its default action stays.
      return;
    }
  }

  /// Ignores the signal `name`. Does nothing where the JVM does not support the signal.
  public static void ignore(String name) {
    try {
      Class<?> handler = Class.forName(HANDLER);
      handle(name, handler, handler.getField("SIG_IGN").get(null));
    } catch (ClassNotFoundException missing) {
      return; // as above
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot ignore SIG" + name, broken);
    }
  }

  private static void handle(String name, Class<?> handler, Object action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), action);
    } catch (ClassNotFoundException | InvocationTargetException missing) {
      return; // this JVM does not support the signal: its default action stays
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot listen to SIG" + name, broken);
    }
  }
}
