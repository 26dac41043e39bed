package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.LineDisplayText;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.TextSelection;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.StyledText;
import java.time.Instant;
import java.util.List;

/// What is copied from where: whole logical lines without escape sequences.
///
/// @param description said to the person, "3 lines"
public record ClipboardText(String text, String description) {
  /// More is not handed to a terminal's clipboard.
  private static final int MAX_LINES = 5000;

  /// A URL.
  static ClipboardText of(String url) {
    return new ClipboardText(url, url);
  }

  static ClipboardText request(Event.RequestCompleted request) {
    return of(request.detail().origin() + request.url());
  }

  /// A request as a command for a shell.
  static ClipboardText curl(Event.RequestCompleted request) {
    return new ClipboardText(
        request.detail().curl(), "a curl command; secrets are $TOKEN and $COOKIE");
  }

  /// What an agent asked for.
  static ClipboardText agentCall(Event.MCPActivity call) {
    return new ClipboardText(call.client() + " " + call.tool() + " " + call.summary(), "the call");
  }

  static ClipboardText pageEvent(Event.PageEvent signal) {
    return new ClipboardText(
        signal.type() + " " + signal.page() + " " + signal.data(), "the event");
  }

  /// What the mouse has covered: a part of a line, or of lines from one to another.
  public static ClipboardText ofSelection(Model model, TextSelection pick) {
    AnsiParser spans = new AnsiParser();
    StringBuilder out = new StringBuilder();
    List<StoredLine> lines = linesBetween(model, pick.firstLine(), pick.lastLine());
    for (StoredLine line : lines) {
      StyledText text = spans.parse(LineDisplayText.text(line, model.log().isRaw()), 0);
      out.append(out.isEmpty() ? "" : "\n");
      out.append(text.text(pick.start(line.number()), pick.end(line.number(), text.length())));
    }
    return of(out.toString(), lines.size());
  }

  /// A piece of the picture.
  public static ClipboardText of(String text, long lines) {
    String what =
        lines == 1
            ? Formats.count(text.codePointCount(0, text.length()), "character")
            : Formats.count(lines, "line");
    return new ClipboardText(text, what);
  }

  private static List<StoredLine> linesBetween(Model model, long first, long last) {
    return model
        .lines()
        .from(model.log().query(model.processes()), first, MAX_LINES)
        .lines()
        .stream()
        .filter(line -> line.number() <= last)
        .toList();
  }

  /// The selected lines of the log.
  static ClipboardText lines(Model model) {
    LogViewState log = model.log();
    List<StoredLine> lines = linesBetween(model, log.selectionStart(), log.selectionEnd());
    return new ClipboardText(text(lines), Formats.count(lines.size(), "line"));
  }

  static ClipboardText error(Model model, ErrorRow error) {
    LogQuery query = LogQuery.ofProcess(error.process());
    int count = Math.max(1, error.lines());
    String text = text(model.lines().from(query, error.line(), count).lines());
    return new ClipboardText(text.isEmpty() ? error.message() + "\n" : text, "the error");
  }

  /// An error as one writes it into an issue.
  static ClipboardText markdown(Model model, ErrorRow error) {
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
    return new ClipboardText(out.append("```\n").toString(), "the error as Markdown");
  }

  private static String text(List<StoredLine> lines) {
    AnsiParser spans = new AnsiParser();
    StringBuilder out = new StringBuilder();
    for (StoredLine line : lines) {
      out.append(spans.parse(line.text(), 0)).append(lines.size() == 1 ? "" : "\n");
    }
    return out.toString();
  }
}
