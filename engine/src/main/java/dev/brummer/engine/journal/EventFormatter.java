package dev.brummer.engine.journal;

import dev.brummer.engine.event.Event;

/// Formats an event as one short line. Hand-written, because a record's generated `toString` would
/// add tens of milliseconds to every start of brummer. Pure.
final class EventFormatter {
  private EventFormatter() {}

  /// Name of an event kind in the journal file. Differs from the constant where the constant was
  /// renamed after the file format was fixed.
  static String label(Event.Kind kind) {
    return kind == Event.Kind.INTERNAL_FAILURE ? "FAULT" : kind.name();
  }

  static String format(Event event) {
    String text =
        switch (event) {
          case Event.ProcessStarted it ->
              it.name() + " pid " + it.pid() + " start " + it.runNumber();
          case Event.ProcessExited it ->
              it.name() + (it.signal() == 0 ? " exit " + it.code() : " signal " + it.signal());
          case Event.LogLine it -> it.count() + " lines of process " + it.process();
          case Event.ErrorDetected it ->
              "process "
                  + it.process()
                  + " line "
                  + it.line()
                  + " "
                  + it.type()
                  + ": "
                  + it.message();
          case Event.BuildEvent it ->
              "process " + it.process() + " " + it.tool() + " " + it.phase();
          case Event.WatchEvent it -> "process " + it.process() + " " + it.tool() + " " + it.step();
          case Event.TestFailed it -> "process " + it.process() + " " + it.tool() + " " + it.test();
          case Event.TestPassed it -> "process " + it.process() + " " + it.tool() + " " + it.test();
          case Event.MCPActivity it -> it.client() + " " + it.tool();
          case Event.MCPConnected it -> it.client() + " by " + it.transport();
          case Event.MCPDisconnected it -> it.client() + ": " + it.reason();
          case Event.ProcessChanged it ->
              it.name() + " " + it.from() + " → " + it.to() + " (" + it.cause() + ")";
          case Event.ResourcesSampled it -> "process " + it.process();
          case Event.UrlDetected it -> "process " + it.process() + " " + it.url();
          case Event.UrlExpired it -> "process " + it.process() + " " + it.url();
          case Event.RouteOpened it -> it.proxied() + " → " + it.target();
          case Event.RouteClosed it -> it.target() + ": " + it.reason();
          case Event.RequestCompleted it -> "process " + it.process();
          case Event.PageEvent it -> "process " + it.process();
          case Event.ConfigChanged it ->
              it.error().isEmpty() ? String.join("; ", it.lines()) : it.error();
          case Event.OrphansFound it -> String.join(", ", it.orphans());
          case Event.Notice it -> it.text();
          case Event.RunEnded it -> it.reason();
          case Event.InternalFailure it -> it.component() + ": " + it.message();
        };
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
