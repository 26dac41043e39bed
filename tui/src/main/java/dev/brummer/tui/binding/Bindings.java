package dev.brummer.tui.binding;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.key.Keymap;
import dev.brummer.tui.model.Model;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Every key of the program and what it does: the one table that the key map, the help, the palette
/// and the footer are made from. Each context has a class that lists its keys.
public final class Bindings {
  private static final Map<Context, List<Binding<Model>>> ALL = all();

  private Bindings() {}

  public static List<Binding<Model>> of(Context context) {
    return ALL.getOrDefault(context, List.of());
  }

  /// The global bindings that no key of a context hides.
  public static List<Binding<Model>> reachable(Context context) {
    List<Key> hidden = of(context).stream().flatMap(binding -> binding.keys().stream()).toList();
    return of(Context.GLOBAL).stream()
        .filter(binding -> binding.keys().stream().noneMatch(hidden::contains))
        .toList();
  }

  public static Keymap<Model> keymap() {
    return new Keymap<>(ALL);
  }

  private static Map<Context, List<Binding<Model>>> all() {
    Map<Context, List<Binding<Model>>> all = new EnumMap<>(Context.class);
    all.put(Context.GLOBAL, GlobalKeys.all());
    all.put(Context.PROCESSES, ProcessKeys.all());
    all.put(Context.LOGS, LogKeys.all());
    all.put(Context.ERRORS, ErrorKeys.all());
    all.put(Context.URLS, UrlKeys.all());
    all.put(Context.REQUESTS, RequestKeys.all());
    all.put(Context.PAGES, PageKeys.all());
    all.put(Context.AGENTS, AgentKeys.all());
    all.put(Context.SYSTEM, List.of());
    all.put(Context.DIALOGUE, DialogueKeys.dialogue());
    all.put(Context.TYPING, DialogueKeys.typing());
    all.put(Context.QUITTING, DialogueKeys.quitting());
    return all;
  }
}
