package dev.brummer.app.run;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.process.supervisor.OrphanedProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports the orphaned processes of earlier runs on the event bus.
final class OrphanReport {
  private OrphanReport() {}

  /// Searches on a daemon thread: the first virtual one would take some milliseconds from the start
  /// of the processes. Without a thread for it, the processes come first and `brummer reap` still
  /// reports.
  ///
  /// @param state directory of the PID files; null for none
  static void start(Engine engine, @Nullable Path state) {
    try {
      Thread.ofPlatform().daemon().name("orphans").start(() -> report(engine, state));
    } catch (OutOfMemoryError noThread) {
      publishNotice(engine, ThreadLimit.SENTENCE + "; orphans of earlier runs were not looked for");
    }
  }

  private static void report(Engine engine, @Nullable Path state) {
    try {
      List<OrphanedProcesses.Orphan> orphans =
          state == null ? List.of() : OrphanedProcesses.find(state);
      if (!orphans.isEmpty()) {
        List<String> named = orphans.stream().map(Object::toString).toList();
        engine.bus().publish(new Event.OrphansFound(named, System.currentTimeMillis()));
      }
    } catch (IOException unreadable) {
      publishNotice(
          engine, "cannot read the PID files of earlier runs: " + IoErrorMessage.of(unreadable));
    }
  }

  private static void publishNotice(Engine engine, String text) {
    engine.bus().publish(new Event.Notice(text, System.currentTimeMillis()));
  }
}
