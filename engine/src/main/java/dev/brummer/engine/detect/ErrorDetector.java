package dev.brummer.engine.detect;

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
final class ErrorDetector implements Detector {
  private final Map<Integer, Watch> watches = new HashMap<>();

  /// The table of formats; fresh objects, for one process.
  static List<ErrorFormat> formats() {
    return List.of(
        new FileLineError(),
        new EslintError(),
        new BundlerError(),
        new PythonError(),
        new JvmError(),
        new RustPanic(),
        new GoPanic(),
        new JsError(),
        new RustDiagnostic(),
        new MavenError(),
        new TaggedError(),
        new JsError.Logged());
  }

  private static final class Watch {
    final List<ErrorFormat> formats = formats();
    @Nullable ErrorBlock open;
    boolean fresh;
  }

  @Override
  public String name() {
    return "error detector";
  }

  @Override
  public void line(Line line, Consumer<Event> found) {
    Watch watch = watches.computeIfAbsent(line.process(), id -> new Watch());
    watch.fresh = true;
    ErrorBlock open = watch.open;
    ErrorBlock.Take take = open == null ? ErrorBlock.Take.NO : open.feed(line);
    if (open == null || take != ErrorBlock.Take.YES) {
      ErrorBlock next = begin(watch, line);
      if (next != null || take == ErrorBlock.Take.NO) {
        watch.open = next;
        end(open, next, found);
      }
    }
  }

  private static @Nullable ErrorBlock begin(Watch watch, Line line) {
    for (ErrorFormat format : watch.formats) {
      if (line.hasAny(format.words())) {
        ErrorBlock block = format.begin(line);
        if (block != null) {
          return block;
        }
      }
    }
    return null;
  }

  private static void end(
      @Nullable ErrorBlock block, @Nullable ErrorBlock next, Consumer<Event> found) {
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
    watches.remove(process);
  }

  @Override
  public void ended(int process, long atMillis, Consumer<Event> found) {
    Watch watch = watches.remove(process);
    if (watch != null) {
      end(watch.open, null, found);
    }
  }

  /// Ends the blocks that have not grown since the last call.
  @Override
  public void quiet(Consumer<Event> found) {
    for (Watch watch : watches.values()) {
      if (!watch.fresh) {
        end(watch.open, null, found);
        watch.open = null;
      }
      watch.fresh = false;
    }
  }

  @Override
  public boolean waiting() {
    for (Watch watch : watches.values()) {
      if (watch.open != null) {
        return true;
      }
    }
    return false;
  }
}
