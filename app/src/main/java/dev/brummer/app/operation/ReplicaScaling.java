package dev.brummer.app.operation;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReplicaSize;
import dev.brummer.engine.process.supervisor.ReplicaScaler;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes the sizes of sets of equal processes for clients. Any thread.
final class ReplicaScaling {
  private static final String EXAMPLE = "pass a name and a size, such as web=3";

  private final OperationContext context;
  private final ReplicaScaler scaler;

  ReplicaScaling(OperationContext context) {
    this.context = context;
    this.scaler = new ReplicaScaler(context.engine().processes());
  }

  /// Scales, and waits until the missing members start and the surplus ones have ended.
  ///
  /// @param texts sizes such as `web=3`
  /// @param timeout maximum time to wait
  /// @return the names of the members
  List<String> scale(Caller caller, List<String> texts, Duration timeout)
      throws OperationException, InterruptedException {
    Map<String, Integer> sizes = sizes(texts);
    Set<Integer> before = context.all().stream().map(ProcessInfo::id).collect(Collectors.toSet());
    List<ProcessInfo> removed = change(sizes, caller.label());
    long deadline = context.now() + timeout.toMillis();
    while ((isListed(removed) || isAnyIdle(before)) && context.now() < deadline) {
      context.awaitChange(context.facts().changes());
    }
    List<String> names = new ArrayList<>();
    sizes.keySet().forEach(base -> scaler.members(base).forEach(it -> names.add(it.name())));
    return names;
  }

  private Map<String, Integer> sizes(List<String> texts) throws OperationException {
    if (texts.isEmpty()) {
      throw OperationContext.invalid("no size is given", EXAMPLE);
    }
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (String text : texts) {
      OperationContext.checkLength("size", text);
      ReplicaSize size = parse(text);
      if (scaler.members(size.base()).isEmpty()) {
        throw new OperationException(
            OperationException.Kind.UNKNOWN_NAME,
            "no process is named " + VisibleText.quoted(size.base()),
            Suggestions.hint(size.base(), scaler.bases()));
      }
      sizes.put(size.base(), size.count());
    }
    return sizes;
  }

  private static ReplicaSize parse(String text) throws OperationException {
    try {
      return ReplicaSize.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw OperationContext.invalid(String.valueOf(invalid.getMessage()), EXAMPLE);
    }
  }

  private List<ProcessInfo> change(Map<String, Integer> sizes, String by)
      throws OperationException {
    try {
      return scaler.scale(sizes, by);
    } catch (IllegalArgumentException invalid) {
      throw OperationContext.invalid(String.valueOf(invalid.getMessage()), EXAMPLE);
    }
  }

  /// Whether the start of a process that was not known before does not show yet.
  private boolean isAnyIdle(Set<Integer> before) {
    return context.all().stream()
        .anyMatch(info -> !before.contains(info.id()) && info.state() instanceof ProcessState.Idle);
  }

  private boolean isListed(List<ProcessInfo> removed) {
    return context.all().stream()
        .anyMatch(info -> removed.stream().anyMatch(it -> it.id() == info.id()));
  }
}
