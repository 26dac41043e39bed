package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Groups the lines of an error and says what, where and how bad. The formats are asked in the
/// order of [#formats]: from the most particular to the generic log line. At most one block is open
/// a process; it ends with a line that is not part of it, when the process has been quiet for a
/// moment, or when it has ended.
public final class ErrorDetector implements Detector {
  private static final long WORDS =
      formats().stream().mapToLong(ErrorParser::words).reduce(0, (a, b) -> a | b);

  private final Map<Integer, Watch> watches = new HashMap<>();

  /// Blocks open now; without one, a line with none of the words is nobody's.
  private int open;

  /// The table of formats; fresh objects, for one process.
  static List<ErrorParser> formats() {
    return List.of(
        new CompilerErrorParser(),
        new EslintErrorParser(),
        new BundlerErrorParser(),
        new PythonErrorParser(),
        new RubyErrorParser(),
        new PhpErrorParser(),
        new PhpUnitErrorParser(),
        new DotnetErrorParser(),
        new JvmErrorParser(),
        new RustPanicParser(),
        new GoPanicParser(),
        new JavaScriptErrorParser(),
        new RustDiagnosticParser(),
        new MavenErrorParser(),
        new TaggedErrorParser(),
        new JavaScriptErrorParser.Logged());
  }

  private static final class Watch {
    final List<ErrorParser> formats = formats();
    @Nullable ErrorBlock open;
    boolean fresh;
  }

  @Override
  public String name() {
    return "error detector";
  }

  @Override
  public long words() {
    return WORDS;
  }

  @Override
  public void line(ScannedLine line, Consumer<Event> found) {
    if (open == 0 && !line.hasAny(WORDS)) {
      return;
    }
    Watch watch = watches.computeIfAbsent(line.process(), id -> new Watch());
    watch.fresh = true;
    ErrorBlock.Take take = watch.open == null ? ErrorBlock.Take.NO : watch.open.feed(line);
    if (take != ErrorBlock.Take.YES) {
      ErrorBlock next = begin(watch, line);
      if (next != null || take == ErrorBlock.Take.NO) {
        replace(watch, next, found);
      }
    }
  }

  private static @Nullable ErrorBlock begin(Watch watch, ScannedLine line) {
    for (ErrorParser format : watch.formats) {
      if (line.hasAny(format.words())) {
        ErrorBlock block = format.begin(line);
        if (block != null) {
          return block;
        }
      }
    }
    return null;
  }

  /// Ends the open block, if any, and opens `next`, if any.
  private void replace(Watch watch, @Nullable ErrorBlock next, Consumer<Event> found) {
    ErrorBlock block = watch.open;
    open += (next == null ? 0 : 1) - (block == null ? 0 : 1);
    watch.open = next;
    if (block == null || !block.confirmed()) {
      return;
    }
    if (block.explainable() && next != null && next.explains()) {
      next.adopt(block);
    } else {
      found.accept(block.finding());
    }
  }

  @Override
  public void started(int process) {
    ended(process, 0, lost -> {});
  }

  @Override
  public void ended(int process, long atMillis, Consumer<Event> found) {
    Watch watch = watches.remove(process);
    if (watch != null) {
      replace(watch, null, found);
    }
  }

  /// Ends the blocks that have not grown since the last call.
  @Override
  public void quiet(Consumer<Event> found) {
    for (Watch watch : watches.values()) {
      if (!watch.fresh) {
        replace(watch, null, found);
      }
      watch.fresh = false;
    }
  }

  @Override
  public boolean waiting() {
    return open > 0;
  }
}
