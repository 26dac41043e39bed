package dev.brummer.engine.detect.url;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;

/// A URL of this machine that a process has printed.
record UrlClaim(int process, long line, PrintedUrl printed, Scope scope, long atMillis) {
  String text() {
    return printed.url().text();
  }

  int port() {
    return printed.url().effectivePort();
  }

  /// The event that attributes the URL to a process.
  Event.UrlDetected toEvent(int owner) {
    return new Event.UrlDetected(owner, line, text(), scope, printed.label(), atMillis);
  }
}
