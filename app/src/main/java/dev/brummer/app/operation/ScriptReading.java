package dev.brummer.app.operation;

import dev.brummer.app.operation.result.ScriptItem;
import dev.brummer.app.operation.result.ScriptListResult;
import dev.brummer.engine.process.ProcessInfo;
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
      ScriptItem item = item(info);
      if (matches(item, part)) {
        (item.running() ? running : others).add(item);
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

  private ScriptItem item(ProcessInfo info) {
    ScriptOrigin origin = origins.get(info.name());
    return new ScriptItem(
        info.name(),
        info.spec().group(),
        origin == null || origin.description().isEmpty()
            ? String.join(" ", info.spec().command())
            : origin.description(),
        place(origin),
        Items.word(info.state()),
        info.state().alive(),
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
