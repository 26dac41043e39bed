package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.LineDisplayText;
import dev.brummer.tui.model.LogTextSelection;
import dev.brummer.tui.model.LogViewState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.StyledText;
import java.time.Instant;
import java.util.List;

/// Text to copy: whole logical lines without escape sequences.
///
/// @param description what is copied, shown to the user: "3 lines"
public record ClipboardText(String text, String description) {
  /// Limit for the lines of one selection.
  private static final int MAX_LINES = 5000;

  /// A URL, which is its own description.
  public static ClipboardText of(String url) {
    return new ClipboardText(url, url);
  }

  public static ClipboardText request(Event.RequestCompleted request) {
    return of(request.detail().origin() + request.url());
  }

  /// A request as a shell command.
  public static ClipboardText curl(Event.RequestCompleted request) {
    return new ClipboardText(
        request.detail().curl(), "a curl command; $TOKEN and $COOKIE stand for secrets");
  }

  /// An MCP call of an agent, with the start of its arguments and response.
  public static ClipboardText agentCall(Event.MCPActivity call) {
    StringBuilder text = new StringBuilder();
    text.append(call.client()).append(' ').append(call.tool()).append(' ').append(call.summary());
    if (!call.arguments().isEmpty()) {
      text.append('\n').append(call.arguments());
    }
    if (!call.response().isEmpty()) {
      text.append('\n').append(call.response());
    }
    return new ClipboardText(text.toString(), "the call");
  }

  public static ClipboardText pageEvent(Event.PageEvent event) {
    return new ClipboardText(event.type() + " " + event.page() + " " + event.data(), "the event");
  }

  /// The log text selected with the mouse: part of a line, or several lines.
  public static ClipboardText ofSelection(Model model, LogTextSelection selection) {
    AnsiParser ansi = new AnsiParser();
    StringBuilder out = new StringBuilder();
    List<StoredLine> lines = linesBetween(model, selection.firstLine(), selection.lastLine());
    for (StoredLine line : lines) {
      StyledText text = ansi.parse(LineDisplayText.text(line, model.log().isRaw()), 0);
      out.append(out.isEmpty() ? "" : "\n");
      out.append(
          text.text(selection.start(line.number()), selection.end(line.number(), text.length())));
    }
    return of(out.toString(), lines.size());
  }

  /// Text selected on the screen.
  public static ClipboardText of(String text, long lines) {
    String description =
        lines == 1
            ? CompactFormats.count(text.codePointCount(0, text.length()), "character")
            : CompactFormats.count(lines, "line");
    return new ClipboardText(text, description);
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

  /// The selected log lines.
  public static ClipboardText lines(Model model) {
    LogViewState log = model.log();
    List<StoredLine> lines = linesBetween(model, log.selectionStart(), log.selectionEnd());
    return new ClipboardText(text(lines), CompactFormats.count(lines.size(), "line"));
  }

  public static ClipboardText error(Model model, ErrorRow error) {
    LogQuery query = LogQuery.ofProcess(error.process());
    int count = Math.max(1, error.lines());
    String text = text(model.lines().from(query, error.line(), count).lines());
    return new ClipboardText(text.isEmpty() ? error.message() + "\n" : text, "the error");
  }

  /// An error as Markdown, for an issue.
  public static ClipboardText markdown(Model model, ErrorRow error) {
    StringBuilder out = new StringBuilder();
    out.append("**").append(error.type()).append("**: ").append(error.message()).append("\n\n");
    String process = error.isInBrowser() ? "- browser page of: `" : "- process: `";
    out.append(process).append(model.name(error.process())).append("`\n");
    if (error.location() != null) {
      out.append("- at: `").append(relative(model, error)).append("`\n");
    }
    out.append("- seen: ").append(error.count()).append(error.count() == 1 ? " time" : " times");
    Instant last = Instant.ofEpochMilli(error.lastMillis());
    out.append(", last ").append(last.atZone(model.zone()).toOffsetDateTime()).append('\n');
    String block = error(model, error).text();
    out.append("\n```text\n").append(block).append(block.endsWith("\n") ? "" : "\n");
    return new ClipboardText(out.append("```\n").toString(), "the error as Markdown");
  }

  private static String relative(Model model, ErrorRow error) {
    ProcessRow process = model.processes().row(error.process());
    String directory = process == null ? "" : process.info().spec().directory().toString();
    return PathFormat.relativeTo(directory, String.valueOf(error.location()));
  }

  private static String text(List<StoredLine> lines) {
    AnsiParser ansi = new AnsiParser();
    StringBuilder out = new StringBuilder();
    for (StoredLine line : lines) {
      out.append(ansi.parse(line.text(), 0)).append(lines.size() == 1 ? "" : "\n");
    }
    return out.toString();
  }
}
