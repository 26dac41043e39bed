package dev.brummer.tui.binding;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Toast;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A command with its keys, its help and the reason why it is disabled: the one source of key
/// dispatch, help, palette, footer and the guide's key tables. Immutable.
///
/// @param keys empty for a command that only the palette offers
/// @param label a few words for the footer, with the target where it helps; empty keeps the binding
///   out of the footer
/// @param help one sentence without a full stop
/// @param disabledReason a sentence shown instead of running the command; null when it can run
/// @param command runs on the thread `tui`
public record Binding(
    List<Key> keys,
    Function<Model, String> label,
    String help,
    Kind kind,
    Function<Model, @Nullable String> disabledReason,
    Command command) {

  /// How a binding is listed.
  public enum Kind {
    /// Listed in help, palette and guide.
    COMMAND,
    /// Moves a list cursor: listed in help only; the guide sums these up in one row.
    CURSOR,
    /// Scrolls a detail pane: not listed in the palette.
    SCROLL,
    /// Shows a view: the guide sums these up in one row.
    VIEW
  }

  /// The effect of a binding.
  @FunctionalInterface
  public interface Command {
    void run(Actions actions) throws IOException;
  }

  public Binding {
    keys = List.copyOf(keys);
  }

  /// A command that is always enabled.
  ///
  /// @param keys key labels separated by spaces
  static Binding of(String keys, String label, String help, Command command) {
    return of(keys, label, help, _ -> null, command);
  }

  static Binding of(
      String keys,
      String label,
      String help,
      Function<Model, @Nullable String> disabledReason,
      Command command) {
    return of(keys, _ -> label, help, disabledReason, command);
  }

  /// A command whose footer label depends on the model.
  static Binding of(
      String keys,
      Function<Model, String> label,
      String help,
      Function<Model, @Nullable String> disabledReason,
      Command command) {
    return new Binding(parse(keys), label, help, Kind.COMMAND, disabledReason, command);
  }

  /// An always enabled binding of another kind, without a footer label.
  static Binding of(Kind kind, String keys, String help, Command command) {
    return new Binding(parse(keys), _ -> "", help, kind, _ -> null, command);
  }

  /// A command without a key, for the palette.
  static Binding of(String help, Command command) {
    return new Binding(List.of(), _ -> "", help, Kind.COMMAND, _ -> null, command);
  }

  static List<Key> parse(String labels) {
    return Arrays.stream(labels.split(" ")).map(Key::of).toList();
  }

  /// Runs the command, or shows the reason why it is disabled.
  public void execute(Actions actions) throws IOException {
    String reason = disabledReason.apply(actions.model());
    if (reason != null) {
      actions.model().toast(reason, Toast.Severity.INFO);
    } else {
      command.run(actions);
    }
  }

  /// The key labels as help shows them.
  public String keyLabels() {
    return keys.stream().map(Key::label).collect(Collectors.joining(" "));
  }
}
