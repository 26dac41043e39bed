package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.ErrorDetected;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Publishes the last lines of a failed process as an error, unless a detected error or a failed
/// test explains the failure. Confined to the bus worker of the subscriber.
public final class FailedExitDetector implements Detector {
  private static final int MAX_LINES = 20;
  private static final int MAX_MESSAGE_LENGTH = 500;

  /// Errors of tools that only report the failure of the command that they have run.
  private static final Set<String> RUNNERS = Set.of("npm", "make");

  /// Lines of such tools.
  private static final Pattern RUNNER_LINE =
      Pattern.compile(
          "npm (?:error|ERR!).*|make(?:\\[\\d+\\])?: \\*\\*\\* .*|error Command failed with exit code \\d+\\."
              + "|info Visit https://yarnpkg\\.com.*|\\s*ELIFECYCLE\\s.*|error: script \".*\" exited with code \\d+"
              + "|error: Recipe `.*` failed .*");

  private final LogStore logs;
  private final Map<Integer, RunContext> contexts = new HashMap<>();

  private static final class RunContext {
    /// Start of the run; earlier lines belong to the run before.
    long startedMillis;

    /// Line of the newest error; -1 if none was detected.
    long lastError = -1;

    /// A fatal error or a failed test, either of which explains a failure.
    boolean explained;
  }

  public FailedExitDetector(LogStore logs) {
    this.logs = logs;
  }

  @Override
  public String name() {
    return "failed exit detector";
  }

  @Override
  public long keywords() {
    return 0;
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {}

  @Override
  public void processStarted(int process, long atMillis) {
    RunContext context = new RunContext();
    context.startedMillis = atMillis;
    contexts.put(process, context);
  }

  /// Takes note of a finding of another detector.
  public void onFinding(Event event) {
    switch (event) {
      case ErrorDetected error when !RUNNERS.contains(error.type()) -> {
        RunContext context = context(error.process());
        context.lastError = error.line();
        context.explained |= error.severity() == ErrorDetected.Severity.FATAL;
      }
      case Event.TestFailed test -> context(test.process()).explained = true;
      default -> {}
    }
  }

  private RunContext context(int process) {
    return contexts.computeIfAbsent(process, id -> new RunContext());
  }

  @Override
  public void processFailed(int process, String failure, long atMillis, Consumer<Event> found) {
    RunContext context = contexts.remove(process);
    RunContext run = context == null ? new RunContext() : context;
    List<StoredLine> lines = lastLines(process, run.startedMillis);
    boolean recentError = !lines.isEmpty() && run.lastError >= lines.getFirst().number();
    if (!run.explained && !recentError) {
      found.accept(toEvent(process, failure, lines, atMillis));
    }
  }

  private List<StoredLine> lastLines(int process, long startedMillis) {
    BitSet only = new BitSet();
    only.set(process);
    LogQuery query = new LogQuery(only, LogLevel.NONE, null);
    List<StoredLine> lines = new ArrayList<>();
    for (StoredLine line : logs.before(query, Long.MAX_VALUE, MAX_LINES).lines()) {
      boolean leadingBlank = lines.isEmpty() && text(line).isEmpty();
      if (line.atMillis() >= startedMillis && !leadingBlank) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String text(StoredLine line) {
    return line.plainString().strip();
  }

  private ErrorDetected toEvent(
      int process, String failure, List<StoredLine> lines, long atMillis) {
    String message = message(lines);
    long first = lines.isEmpty() ? Math.max(0, logs.end() - 1) : lines.getFirst().number();
    return new ErrorDetected(
        process,
        first,
        Math.max(1, lines.size()),
        ErrorDetected.Severity.FATAL,
        failure,
        message.isEmpty() ? "The process failed without output." : message,
        null,
        Fingerprint.of(failure + " " + process, message, null),
        atMillis);
  }

  /// The last line of the process itself, else the last line of the tool that has run it.
  private static String message(List<StoredLine> lines) {
    String message = "";
    for (StoredLine line : lines.reversed()) {
      String text = text(line);
      if (line.source().isOutput() && !text.isEmpty()) {
        message = message.isEmpty() ? text : message;
        if (!RUNNER_LINE.matcher(text).matches()) {
          message = text;
          break;
        }
      }
    }
    return message.length() > MAX_MESSAGE_LENGTH
        ? message.substring(0, MAX_MESSAGE_LENGTH)
        : message;
  }
}
