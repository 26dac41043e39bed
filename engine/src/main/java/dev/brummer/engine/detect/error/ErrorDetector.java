package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Groups the lines of an error into a block and publishes it. Parsers are tried in the order of
/// [#parsers], from the most specific to the generic log line. A process has at most one open
/// block. It ends at the first line that does not belong to it, after a period without lines, or
/// with the process.
public final class ErrorDetector implements Detector {
  private static final long KEYWORDS =
      parsers().stream().mapToLong(ErrorParser::keywords).reduce(0, (a, b) -> a | b);

  private final Map<Integer, ProcessContext> contexts = new HashMap<>();

  /// Number of open blocks. If 0, a line without keywords can be skipped.
  private int openBlocks;

  /// New parsers for one process, in order of precedence.
  static List<ErrorParser> parsers() {
    return List.of(
        new CompilerErrorParser(),
        new EslintErrorParser(),
        new BundlerErrorParser(),
        new PythonErrorParser(),
        new RubyErrorParser(),
        new PhpErrorParser(),
        new PhpUnitFailureFilter(),
        new DotnetErrorParser(),
        new JvmErrorParser(),
        new RustPanicParser(),
        new GoPanicParser(),
        new JavaScriptErrorParser(),
        new RustDiagnosticParser(),
        new MavenErrorParser(),
        new FramedDiagnosticParser(),
        new TaggedErrorParser(),
        new JavaScriptErrorParser.LoggedErrorParser());
  }

  private static final class ProcessContext {
    final List<ErrorParser> parsers = parsers();
    @Nullable ErrorBlock openBlock;
    boolean grown;
  }

  @Override
  public String name() {
    return "error detector";
  }

  @Override
  public long keywords() {
    return KEYWORDS;
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {
    if (openBlocks == 0 && (line.isClaimed() || !line.hasAny(KEYWORDS))) {
      return;
    }
    ProcessContext context = contexts.computeIfAbsent(line.process(), id -> new ProcessContext());
    if (line.isClaimed()) {
      replace(context, null, found);
      return;
    }
    context.grown = true;
    ErrorBlock.Membership membership =
        context.openBlock == null ? ErrorBlock.Membership.NO : context.openBlock.add(line);
    if (membership != ErrorBlock.Membership.YES) {
      ErrorBlock next = begin(context, line);
      if (next != null || membership == ErrorBlock.Membership.NO) {
        replace(context, next, found);
      }
    }
  }

  private static @Nullable ErrorBlock begin(ProcessContext context, ScannedLine line) {
    for (ErrorParser parser : context.parsers) {
      if (line.hasAny(parser.keywords())) {
        ErrorBlock block = parser.begin(line);
        if (block != null) {
          return block;
        }
      }
    }
    return null;
  }

  /// Closes the open block, if any, and opens `next`, if not null.
  private void replace(ProcessContext context, @Nullable ErrorBlock next, Consumer<Event> found) {
    ErrorBlock block = context.openBlock;
    openBlocks += (next == null ? 0 : 1) - (block == null ? 0 : 1);
    context.openBlock = next;
    if (block == null || !block.isConfirmed()) {
      return;
    }
    if (block.isExplainable() && next != null && next.explainsPrevious()) {
      next.mergePrevious(block);
    } else {
      found.accept(block.toEvent());
    }
  }

  @Override
  public void processStarted(int process, long atMillis) {
    processExited(process, 0, event -> {});
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    ProcessContext context = contexts.remove(process);
    if (context != null) {
      replace(context, null, found);
    }
  }

  /// Closes the blocks that have not grown since the last call.
  @Override
  public void flushStale(Consumer<Event> found) {
    for (ProcessContext context : contexts.values()) {
      if (!context.grown) {
        replace(context, null, found);
      }
      context.grown = false;
    }
  }

  @Override
  public boolean hasPending() {
    return openBlocks > 0;
  }
}
