package dev.brummer.tui.binding;

import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bindings of every key context. Each view declares its own in one `*Keys` class. Immutable.
public final class Bindings {
  private static final Map<KeyContext, List<Binding>> ALL = all();
  private static final Map<KeyContext, Map<Key, Binding>> BY_KEY = index();

  private Bindings() {}

  /// The bindings of a context, in the order in which help lists them.
  public static List<Binding> of(KeyContext context) {
    return ALL.getOrDefault(context, List.of());
  }

  /// The binding of a key while `context` has the focus, null if the key is unbound. A context
  /// takes precedence over `GLOBAL`; a modal context hides it.
  public static @Nullable Binding find(KeyContext context, Key key) {
    Binding own = BY_KEY.getOrDefault(context, Map.of()).get(key);
    return own != null || context.isModal()
        ? own
        : BY_KEY.getOrDefault(KeyContext.GLOBAL, Map.of()).get(key);
  }

  /// The global bindings that no key of `context` overrides.
  public static List<Binding> reachable(KeyContext context) {
    List<Key> overridden = of(context).stream().flatMap(it -> it.keys().stream()).toList();
    return of(KeyContext.GLOBAL).stream()
        .filter(binding -> binding.keys().stream().noneMatch(overridden::contains))
        .toList();
  }

  /// Whether a global binding acts on the selected process.
  public static boolean actsOnProcess(Binding binding) {
    return ProcessKeys.GLOBAL.contains(binding);
  }

  private static Map<KeyContext, List<Binding>> all() {
    Map<KeyContext, List<Binding>> all = new EnumMap<>(KeyContext.class);
    all.put(KeyContext.GLOBAL, GlobalKeys.bindings());
    all.put(KeyContext.PROCESSES, ProcessKeys.bindings());
    all.put(KeyContext.LOGS, LogKeys.bindings());
    all.put(KeyContext.ERRORS, ErrorKeys.bindings());
    all.put(KeyContext.URLS, UrlKeys.bindings());
    all.put(KeyContext.REQUESTS, RequestKeys.bindings());
    all.put(KeyContext.PAGES, WebPageKeys.bindings());
    all.put(KeyContext.AGENTS, AgentKeys.bindings());
    all.put(KeyContext.SYSTEM, List.of());
    all.put(KeyContext.DIALOG, OverlayKeys.dialog());
    all.put(KeyContext.ORPHANS, OverlayKeys.orphans());
    all.put(KeyContext.CONFIG_CHANGE, OverlayKeys.configChange());
    all.put(KeyContext.START_GROUP, OverlayKeys.startGroup());
    all.put(KeyContext.INTERACTIVE, OverlayKeys.interactive());
    all.put(KeyContext.QUITTING, OverlayKeys.quitting());
    return all;
  }

  private static Map<KeyContext, Map<Key, Binding>> index() {
    Map<KeyContext, Map<Key, Binding>> index = new EnumMap<>(KeyContext.class);
    ALL.forEach((context, bindings) -> {
      Map<Key, Binding> keys = new HashMap<>();
      for (Binding binding : bindings) {
        for (Key key : binding.keys()) {
          if (keys.put(key, binding) != null) {
            throw new IllegalStateException(key.label() + " is bound twice in " + context);
          }
        }
      }
      index.put(context, keys);
    });
    return index;
  }
}
