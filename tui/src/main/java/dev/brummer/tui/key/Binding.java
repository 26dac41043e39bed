package dev.brummer.tui.key;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A key and what it does here: the one source of the key map, the help, the palette, the footer
/// and the README's table.
///
/// @param <M> what `whyNot` looks at
/// @param label one or two words for the footer; empty keeps it out of there
/// @param help one sentence without a full stop
/// @param disabledReason the reason why it cannot act now, shown to the person; null when it can
public record Binding<M>(
    List<Key> keys,
    String label,
    String help,
    Action action,
    Function<M, @Nullable String> disabledReason) {

  public Binding {
    keys = List.copyOf(keys);
  }

  /// A binding that can always act.
  ///
  /// @param keys labels separated by blanks
  public static <M> Binding<M> of(String keys, String label, String help, Action action) {
    return of(keys, label, help, action, _ -> null);
  }

  public static <M> Binding<M> of(
      String keys, String label, String help, Action action, Function<M, @Nullable String> whyNot) {
    return new Binding<>(
        Arrays.stream(keys.split(" ")).map(Key::of).toList(), label, help, action, whyNot);
  }

  /// Its keys as help shows them.
  public String keyLabels() {
    return keys.stream().map(Key::label).collect(Collectors.joining(" "));
  }
}
