package dev.brummer.app.operation.vite;

import java.util.LinkedHashSet;

/// The edited modules that checks have requested from development servers. Shared by all clients: a
/// module that is requested again is compiled again, and its old error would look like a new one.
/// Any thread. Bounded.
public final class RequestedModules {
  /// Time that a server and the detectors take to report a broken module.
  private static final long HOLD_MILLIS = 600;

  private static final int MAX_MODULES = 500;

  /// Least recently requested first.
  private final LinkedHashSet<String> requested = new LinkedHashSet<>();

  private long heldUntilMillis;

  /// Claims the request of a module. Returns false if it has been requested.
  ///
  /// @param version changes with each edit of the module and each run of its server
  public synchronized boolean claim(int process, String path, String version) {
    boolean first = requested.add(key(process, path, version));
    if (requested.size() > MAX_MODULES) {
      requested.removeFirst();
    }
    return first;
  }

  /// Takes a claim back, so that the module is requested again.
  public synchronized void release(int process, String path, String version) {
    requested.remove(key(process, path, version));
  }

  private static String key(int process, String path, String version) {
    return process + " " + version + " " + path;
  }

  /// Notes that modules have been served.
  public synchronized void served(long nowMillis) {
    heldUntilMillis = nowMillis + HOLD_MILLIS;
  }

  /// Whether the consequences of the last request may still show.
  public synchronized boolean isHeld(long nowMillis) {
    return nowMillis < heldUntilMillis;
  }
}
