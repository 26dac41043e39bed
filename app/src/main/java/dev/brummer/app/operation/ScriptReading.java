package dev.brummer.app.operation;

import dev.brummer.app.operation.result.ScriptItem;
import dev.brummer.app.operation.result.ScriptListResult;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists what can run. Any thread.
final class ScriptReading {
  private final OperationContext context;
  private final Path project;
  private final Map<String, ScriptOrigin> origins = new HashMap<>();

  ScriptReading(OperationContext context, Path project, List<ScriptOrigin> origins) {
    this.context = context;
    this.project = project;
    origins.forEach(origin -> this.origins.put(origin.name(), origin));
  }

  ScriptListResult list(String filter, int limit) {
    String part = filter.strip().toLowerCase(Locale.ROOT);
    List<ScriptItem> running = new ArrayList<>();
    List<ScriptItem> others = new ArrayList<>();
    for (ProcessInfo info : context.all()) {
      ScriptItem item = item(info.spec(), Items.word(info.state()), info.state().alive());
      if (matches(item, part)) {
        (item.running() ? running : others).add(item);
      }
    }
    for (ProcessSpec spec : context.unregistered()) {
      ScriptItem item = item(spec, Items.word(new ProcessState.Idle()), false);
      if (matches(item, part)) {
        others.add(item);
      }
    }
    running.addAll(others);
    return new ScriptListResult(
        running.stream().limit(limit).toList(), Math.max(0, running.size() - limit));
  }

  private static boolean matches(ScriptItem item, String part) {
    return (item.name() + '\n' + item.group() + '\n' + item.command())
        .toLowerCase(Locale.ROOT)
        .contains(part);
  }

  private ScriptItem item(ProcessSpec spec, String state, boolean running) {
    ScriptOrigin origin = origins.get(spec.name());
    return new ScriptItem(
        spec.name(),
        spec.group(),
        origin == null || origin.description().isEmpty()
            ? spec.commandLine()
            : origin.description(),
        place(origin),
        state,
        running,
        origin != null && origin.autostart());
  }

  private String place(@Nullable ScriptOrigin origin) {
    if (origin == null) {
      return "";
    }
    Path file =
        origin.file().startsWith(project) ? project.relativize(origin.file()) : origin.file();
    return origin.line() > 0 ? file + ":" + origin.line() : file.toString();
  }
}
