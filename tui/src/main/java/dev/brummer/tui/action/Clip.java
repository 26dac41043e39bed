package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ShownLine;
import dev.brummer.tui.model.TextPick;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.Format;
import dev.brummer.tui.paint.AnsiSpans;
import dev.brummer.tui.paint.StyledText;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/// What is copied from where: whole logical lines without escape sequences.
///
/// @param what said to the person, "3 lines"
public record Clip(String text, String what) {
  /// More is not handed to a terminal's clipboard.
  private static final int LINES = 5000;

  /// A URL.
  static Clip of(String url) {
    return new Clip(url, url);
  }

  static Clip request(Event.RequestCompleted request) {
    return of(request.detail().origin() + request.url());
  }

  /// A request as a command for a shell.
  static Clip curl(Event.RequestCompleted request) {
    return new Clip(request.detail().curl(), "a curl command; secrets are $TOKEN and $COOKIE");
  }

  /// What an agent asked for.
  static Clip call(Event.MCPActivity call) {
    return new Clip(call.client() + " " + call.tool() + " " + call.summary(), "the call");
  }

  static Clip signal(Event.PageEvent signal) {
    return new Clip(signal.type() + " " + signal.page() + " " + signal.data(), "the event");
  }

  /// What the mouse has covered: a part of a line, or of lines from one to another.
  public static Clip picked(Model model, TextPick pick) {
    AnsiSpans spans = new AnsiSpans();
    StringBuilder out = new StringBuilder();
    List<StoredLine> lines = between(model, pick.firstLine(), pick.lastLine());
    for (StoredLine line : lines) {
      StyledText text = spans.parse(ShownLine.text(line, model.log().raw()), 0);
      out.append(out.isEmpty() ? "" : "\n");
      out.append(text.text(pick.from(line.number()), pick.end(line.number(), text.length())));
    }
    return of(out.toString(), lines.size());
  }

  /// A piece of the picture.
  public static Clip of(String text, long lines) {
    String what =
        lines == 1
            ? Format.count(text.codePointCount(0, text.length()), "character")
            : Format.count(lines, "line");
    return new Clip(text, what);
  }

  private static List<StoredLine> between(Model model, long first, long last) {
    return model.lines().from(model.log().query(model.processes()), first, LINES).lines().stream()
        .filter(line -> line.number() <= last)
        .toList();
  }

  /// The selected lines of the log.
  static Clip lines(Model model) {
    LogState log = model.log();
    List<StoredLine> lines = between(model, log.selectionStart(), log.selectionEnd());
    return new Clip(text(lines), Format.count(lines.size(), "line"));
  }

  static Clip error(Model model, ErrorRow error) {
    BitSet process = new BitSet();
    process.set(error.process());
    LogQuery query = new LogQuery(process, dev.brummer.engine.log.assemble.LogLevel.NONE, null);
    int count = Math.max(1, error.lines());
    String text = text(model.lines().from(query, error.line(), count).lines());
    return new Clip(text.isEmpty() ? error.message() + "\n" : text, "the error");
  }

  /// An error as one writes it into an issue.
  static Clip markdown(Model model, ErrorRow error) {
    StringBuilder out = new StringBuilder();
    out.append("**").append(error.type()).append("**: ").append(error.message()).append("\n\n");
    out.append("- process: `").append(model.name(error.process())).append("`\n");
    if (error.location() != null) {
      out.append("- at: `").append(error.location()).append("`\n");
    }
    out.append("- seen: ").append(error.count()).append(error.count() == 1 ? " time" : " times");
    Instant last = Instant.ofEpochMilli(error.lastMillis());
    out.append(", last ").append(last.atZone(model.zone()).toOffsetDateTime()).append('\n');
    String block = error(model, error).text();
    out.append("\n```text\n").append(block).append(block.endsWith("\n") ? "" : "\n");
    return new Clip(out.append("```\n").toString(), "the error as Markdown");
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
