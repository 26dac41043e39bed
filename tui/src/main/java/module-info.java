import org.jspecify.annotations.NullMarked;

/// The terminal UI: subscribes to events, reads snapshots, paints.
@NullMarked
module dev.brummer.tui {
  requires static org.jspecify;
  requires transitive dev.brummer.engine;
  requires com.fasterxml.jackson.core;
  requires com.googlecode.lanterna;

  exports dev.brummer.tui;
  exports dev.brummer.tui.paint;
}
