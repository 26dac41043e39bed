package dev.brummer.app.program;

import java.io.File;

/// Keeps the AOT caches of the built program valid. The JVM takes a cache only if the jars have the
/// modification time that they had in the training, and a copy or an npm package has another.
public final class JarTime {
  private JarTime() {}

  /// Gives the jars their time again; the next start uses the cache then. Does nothing in a
  /// development run, or if they belong to another user, which `brummer doctor` reports. Runs on
  /// the main thread of each start, in a system call for each jar if the times are right.
  public static void restore() {
    String home = System.getProperty("brummer.home");
    Long seconds = Long.getLong("brummer.jar.time");
    if (home != null && seconds != null) {
      restore(new File(home, "lib/brummer.jar"), seconds);
      restore(new File(home, "lib/demo.jar"), seconds);
    }
  }

  /// @param seconds since 1970
  /// @return whether the file has this time now
  static boolean restore(File jar, long seconds) {
    long millis = seconds * 1000;
    return jar.lastModified() == millis || jar.setLastModified(millis);
  }
}
