package dev.brummer.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Installs handlers for POSIX signals with `sun.misc.Signal`. Uses reflection because the class is
/// not part of the JDK's API and the compiler warns about each use.
public final class SignalHandlers {
  private SignalHandlers() {}

  /// Runs `action` on a JVM thread for each signal `name`. Does nothing where the JVM does not
  /// support the signal.
  public static void install(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
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
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException | InvocationTargetException missing) {
      // This JVM does not support the signal: its default action stays.
      return;
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("cannot listen to SIG" + name, broken);
    }
  }
}
