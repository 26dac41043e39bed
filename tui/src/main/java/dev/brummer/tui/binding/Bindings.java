package dev.brummer.tui.binding;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.Model;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Every key of the program and what it does: the one table that the key map, the help, the palette
/// and the footer are made from. Each context has a class that lists its keys.
public final class Bindings {
  private static final Map<KeyContext, List<Binding<Model>>> ALL = all();

  private Bindings() {}

  public static List<Binding<Model>> of(KeyContext context) {
    return ALL.getOrDefault(context, List.of());
  }

  /// The global bindings that no key of a context hides.
  public static List<Binding<Model>> reachable(KeyContext context) {
    List<Key> hidden = of(context).stream().flatMap(binding -> binding.keys().stream()).toList();
    return of(KeyContext.GLOBAL).stream()
        .filter(binding -> binding.keys().stream().noneMatch(hidden::contains))
        .toList();
  }

  public static Keymap<Model> keymap() {
    return new Keymap<>(ALL);
  }

  private static Map<KeyContext, List<Binding<Model>>> all() {
    Map<KeyContext, List<Binding<Model>>> all = new EnumMap<>(KeyContext.class);
    all.put(KeyContext.GLOBAL, GlobalKeys.all());
    all.put(KeyContext.PROCESSES, ProcessKeys.all());
    all.put(KeyContext.LOGS, LogKeys.all());
    all.put(KeyContext.ERRORS, ErrorKeys.all());
    all.put(KeyContext.URLS, UrlKeys.all());
    all.put(KeyContext.REQUESTS, RequestKeys.all());
    all.put(KeyContext.PAGES, PageKeys.all());
    all.put(KeyContext.AGENTS, AgentKeys.all());
    all.put(KeyContext.SYSTEM, List.of());
    all.put(KeyContext.DIALOG, DialogKeys.dialogue());
    all.put(KeyContext.INTERACTIVE, DialogKeys.typing());
    all.put(KeyContext.QUITTING, DialogKeys.quitting());
    return all;
  }
}
