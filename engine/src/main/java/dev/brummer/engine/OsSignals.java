package dev.brummer.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Listens to POSIX signals through `sun.misc.Signal`, by reflection: it is no API of the JDK and
/// the compiler would warn without end.
public final class OsSignals {
  private OsSignals() {}

  /// Runs `action` on a thread of the JVM for each signal; does nothing where the JVM has no such
  /// signal.
  public static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              OsSignals.class.getClassLoader(),
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
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException | InvocationTargetException missing) {
      // This JVM does not offer the signal: it then does what it does by default.
      return;
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot listen to SIG" + name, broken);
    }
  }
}
