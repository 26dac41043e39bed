package dev.brummer.app.operation;

import dev.brummer.app.operation.vite.HotUpdateRequest;
import dev.brummer.app.operation.vite.HotUpdateRequest.Answer;
import dev.brummer.app.operation.vite.RequestedModules;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.ProcessFact;
import dev.brummer.engine.fact.Reaction;
import dev.brummer.engine.process.ProcessInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The requests of edited modules during one wait. Vite compiles a module when it is requested,
/// prints an error but no success, and serves the old module until it has noticed the edit: then it
/// is asked again. Confined to the calling thread.
final class ModuleRequests {
  private static final long RETRY_INTERVAL_MILLIS = 100;

  /// Maximum time after an edit to wait until the server serves it. A plugin may name a source that
  /// never is the text of the file.
  private static final long MAX_STALE_MILLIS = 5_000;

  private final OperationContext context;
  private final Items items;
  private final RequestedModules requested;
  private final EditScan.Edits edits;

  /// End of the time in which a server without source maps notices the edit.
  private final long noticedMillis;

  /// Paths that were compiled, by process.
  private final Map<Integer, Set<String>> compiled = new HashMap<>();

  /// When a process is asked again.
  private final Map<Integer, Long> retryMillis = new HashMap<>();

  ModuleRequests(
      OperationContext context,
      Items items,
      RequestedModules requested,
      EditScan.Edits edits,
      long noticedMillis) {
    this.context = context;
    this.items = items;
    this.requested = requested;
    this.edits = edits;
    this.noticedMillis = noticedMillis;
  }

  /// The paths that a process has compiled, separated by commas; empty if none.
  String compiled(int process) {
    return String.join(", ", compiled.getOrDefault(process, Set.of()));
  }

  /// Requests what a process has to compile because of the edit.
  ///
  /// @return whether its answers are final
  boolean update(ProcessInfo info, Reaction reaction) {
    ProcessFact fact = context.facts().process(info.id());
    String url = items.url(info, fact);
    if (fact.build() == null || !fact.build().tool().equals("vite") || url.isEmpty()) {
      return true;
    }
    if (context.now() < retryMillis.getOrDefault(info.id(), 0L)) {
      return false;
    }
    retryMillis.remove(info.id());
    Set<String> paths =
        new LinkedHashSet<>(HotUpdateRequest.paths(info.spec().directory(), edits.files()));
    paths.addAll(HotUpdateRequest.paths(reaction.activity()));
    paths.removeAll(compiled.getOrDefault(info.id(), Set.of()));
    String version = info.runNumber() + " " + edits.newestMillis();
    paths.removeIf(path -> !requested.claim(info.id(), path, version));
    return paths.isEmpty() || request(info, url, paths, version);
  }

  private boolean request(ProcessInfo info, String url, Set<String> paths, String version) {
    Map<String, Answer> answers = HotUpdateRequest.send(url, info.spec().directory(), paths);
    List<String> fresh = new ArrayList<>();
    boolean complete = true;
    long now = context.now();
    for (Map.Entry<String, Answer> it : answers.entrySet()) {
      if (mayChange(it.getValue(), now)) {
        complete = false;
        requested.release(info.id(), it.getKey(), version);
      } else if (it.getValue() == Answer.CURRENT || it.getValue() == Answer.COMPILED) {
        fresh.add(it.getKey());
      }
    }
    if (!complete) {
      retryMillis.put(info.id(), now + RETRY_INTERVAL_MILLIS);
    }
    if (!fresh.isEmpty()) {
      compiled.computeIfAbsent(info.id(), _ -> new TreeSet<>()).addAll(fresh);
    }
    if (fresh.size() == paths.size()) {
      publishUpdate(info.id());
    }
    if (!answers.isEmpty()) {
      requested.served(now);
    }
    return complete;
  }

  /// Whether the server may answer otherwise once it notices the edit.
  private boolean mayChange(Answer answer, long now) {
    return switch (answer) {
      case CURRENT, BROKEN -> false;
      case COMPILED -> now < noticedMillis;
      case STALE -> now < edits.newestMillis() + MAX_STALE_MILLIS;
    };
  }

  /// Vite does not print an update, which heals errors, for every module that it compiles again.
  private void publishUpdate(int process) {
    Event.WatchEvent update =
        new Event.WatchEvent(
            process,
            context.engine().logs().end(),
            Event.WatchEvent.Step.OK,
            "vite",
            "compiles " + compiled(process),
            context.now());
    context.engine().bus().publish(update);
  }
}
