package dev.brummer.tui;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.AnsiSpans;
import java.util.BitSet;
import java.util.List;

/// What is copied from where: whole logical lines without escape sequences.
///
/// @param what said to the person, "3 lines"
record Clip(String text, String what) {
  /// More is not handed to a terminal's clipboard.
  private static final int LINES = 5000;

  /// A URL.
  static Clip of(String url) {
    return new Clip(url, url);
  }

  static Clip request(Event.RequestServed request) {
    return of(request.detail().origin() + request.url());
  }

  /// A request as a command for a shell.
  static Clip curl(Event.RequestServed request) {
    return new Clip(request.detail().curl(), "a curl command; secrets are $TOKEN and $COOKIE");
  }

  /// What an agent asked for.
  static Clip call(Event.MCPActivity call) {
    return new Clip(call.client() + " " + call.tool() + " " + call.summary(), "the call");
  }

  static Clip signal(Event.PageSignal signal) {
    return new Clip(signal.type() + " " + signal.page() + " " + signal.data(), "the event");
  }

  /// The selected lines of the log.
  static Clip lines(Model model) {
    LogState log = model.log();
    List<StoredLine> lines =
        model
            .lines()
            .from(log.query(model.processes()), log.selectionStart(), LINES)
            .lines()
            .stream()
            .filter(line -> line.number() <= log.selectionEnd())
            .toList();
    return new Clip(text(lines), lines.size() == 1 ? "1 line" : lines.size() + " lines");
  }

  static Clip error(Model model, ErrorRow error) {
    BitSet process = new BitSet();
    process.set(error.process());
    LogQuery query = new LogQuery(process, dev.brummer.engine.log.Level.NONE, null);
    int count = Math.max(1, error.lines());
    String text = text(model.lines().from(query, error.line(), count).lines());
    return new Clip(text.isEmpty() ? error.message() + "\n" : text, "the error");
  }

  private static String text(List<StoredLine> lines) {
    AnsiSpans spans = new AnsiSpans();
    StringBuilder out = new StringBuilder();
    for (StoredLine line : lines) {
      out.append(spans.parse(line.text(), 0)).append(lines.size() == 1 ? "" : "\n");
    }
    return out.toString();
  }
}
