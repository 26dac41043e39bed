package dev.brummer.tui.key;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a key means. Immutable.
///
/// @param <M> what bindings look at
public final class Keymap<M> {
  private final Map<KeyContext, List<Binding<M>>> bindings = new EnumMap<>(KeyContext.class);
  private final Map<KeyContext, Map<Key, Binding<M>>> byKey = new EnumMap<>(KeyContext.class);

  /// @throws IllegalArgumentException if a key has two meanings in one context
  public Keymap(Map<KeyContext, List<Binding<M>>> bindings) {
    bindings.forEach((context, list) -> {
      this.bindings.put(context, List.copyOf(list));
      this.byKey.put(context, index(context, list));
    });
  }

  private static <M> Map<Key, Binding<M>> index(KeyContext context, List<Binding<M>> list) {
    Map<Key, Binding<M>> found = new HashMap<>();
    for (Binding<M> binding : list) {
      for (Key key : binding.keys()) {
        if (found.put(key, binding) != null) {
          throw new IllegalArgumentException(key.label() + " twice in " + context);
        }
      }
    }
    return found;
  }

  /// The meaning of a key where `context` has the focus.
  public @Nullable Binding<M> find(KeyContext context, Key key) {
    Binding<M> here = byKey.getOrDefault(context, Map.of()).get(key);
    return here != null || context.isModal()
        ? here
        : byKey.getOrDefault(KeyContext.GLOBAL, Map.of()).get(key);
  }

  /// All bindings of a context, in the order help shows them.
  public List<Binding<M>> of(KeyContext context) {
    return bindings.getOrDefault(context, List.of());
  }
}
