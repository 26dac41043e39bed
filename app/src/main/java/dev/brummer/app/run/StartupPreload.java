package dev.brummer.app.run;

import dev.brummer.engine.Engine;
import dev.brummer.tui.Tui;
import java.util.TimeZone;

/// Loads in the background what takes long to load and is needed soon, while the main thread reads
/// the project.
public final class StartupPreload {
  private StartupPreload() {}

  /// Starts to load. Returns at once.
  ///
  /// @param ui whether the UI is shown, which needs its keys and the time zone
  public static void start(boolean ui) {
    try {
      Thread.ofPlatform().daemon().name("preload").start(() -> load(ui));
    } catch (OutOfMemoryError noThread) {
      return; // loaded at the first use
    }
  }

  private static void load(boolean ui) {
    try {
      Engine.preload();
      if (ui) {
        Tui.preload();
        TimeZone _ = TimeZone.getDefault();
      }
    } catch (LinkageError failed) {
      return; // reported at the first use
    }
  }
}
