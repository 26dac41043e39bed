import org.jspecify.annotations.NullMarked;

/// The terminal UI: applies events and input to a model, paints it, sends commands to the engine.
@NullMarked
@SuppressWarnings("module") // perf is built later, so it is not known here
module dev.brummer.tui {
  requires static org.jspecify;
  requires transitive dev.brummer.engine;
  requires com.fasterxml.jackson.core;
  requires com.googlecode.lanterna;
  requires io.nayuki.qrcodegen;
  requires java.management;

  exports dev.brummer.tui;
  exports dev.brummer.tui.paint;
  exports dev.brummer.tui.remote to
      dev.brummer.app;
  exports dev.brummer.tui.terminal;
  exports dev.brummer.tui.model to
      dev.brummer.app,
      dev.brummer.perf;
  exports dev.brummer.tui.model.list to
      dev.brummer.perf;
  exports dev.brummer.tui.view to
      dev.brummer.perf;
  exports dev.brummer.tui.emulator;
}
