package dev.brummer.app.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds keys by their dotted names, such as `process.*.ready.port`.
public final class KeyPaths {
  /// Stands for the name of a process in a path.
  public static final String ANY_NAME = "*";

  private KeyPaths() {}

  /// A key with its path.
  ///
  /// @param path dotted name; [#ANY_NAME] stands for the name of a process
  public record Entry(String path, ConfigKey key) {}

  /// All documented keys of a file, depth first.
  public static List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    collect("", ConfigKeys.FILE, all);
    return List.copyOf(all);
  }

  /// The documented key of a path of names, such as `process`, `web`, `command`.
  public static Optional<ConfigKey> find(List<String> names) {
    KeyTable table = ConfigKeys.FILE;
    ConfigKey found = null;
    for (int i = 0; i < names.size(); i++) {
      Optional<ConfigKey> key = table == null ? Optional.empty() : table.key(names.get(i));
      if (key.isEmpty()) {
        return found != null && found.type() instanceof VariablesType
            ? Optional.of(found)
            : Optional.empty();
      }
      found = key.get();
      table = tableOf(found.type());
      if (found.type() instanceof NamedTablesType && i + 1 < names.size()) {
        i++;
      }
    }
    return Optional.ofNullable(found);
  }

  private static void collect(String prefix, KeyTable table, List<Entry> into) {
    for (ConfigKey key : table.keys()) {
      String path = prefix + key.name();
      into.add(new Entry(path, key));
      KeyTable inner = tableOf(key.type());
      if (inner != null) {
        String any = key.type() instanceof NamedTablesType ? "." + ANY_NAME : "";
        collect(path + any + ".", inner, into);
      }
    }
  }

  /// The table that a value may be, or that the values in it are.
  private static @Nullable KeyTable tableOf(KeyType type) {
    return switch (type) {
      case TableType it -> it.table();
      case NamedTablesType it -> it.element() instanceof TableType inner ? inner.table() : null;
      case AnyOfType it ->
          it.options().stream()
              .filter(option -> option instanceof TableType)
              .map(option -> ((TableType) option).table())
              .findFirst()
              .orElse(null);
      case TextType _, FlagType _, NumberType _, DurationType _, ListType _, VariablesType _ ->
          null;
    };
  }
}
