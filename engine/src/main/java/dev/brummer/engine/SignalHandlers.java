package dev.brummer.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Installs handlers for POSIX signals with `sun.misc.Signal`. Uses reflection because the class is
/// not part of the JDK's API and the compiler warns about each use.
public final class SignalHandlers {
  private static final String HANDLER = "sun.misc.SignalHandler";

  private SignalHandlers() {}

  /// Runs `action` on a JVM thread for each signal `name`. Does nothing where the JVM does not
  /// support the signal.
  public static void install(String name, Runnable action) {
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
