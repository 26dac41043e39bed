package dev.brummer.tui;

import dev.brummer.engine.Engine;

/// The terminal UI.
public final class Tui implements AutoCloseable {
  public Tui(Engine engine, TuiSettings settings) {}

  /// Runs on the calling thread, which becomes the thread `tui`, until the user has quit.
  ///
  /// @return the exit code
  public int run() {
    throw new UnsupportedOperationException("being written");
  }

  /// Gives the terminal back and ends [#run]. Idempotent, from any thread, a shutdown hook too.
  @Override
  public void close() {}
}
