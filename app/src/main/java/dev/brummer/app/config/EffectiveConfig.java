package dev.brummer.app.config;

import dev.brummer.app.config.key.ConfigKey;
import dev.brummer.app.config.key.KeyPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/// The settings that count after all files are merged, each with its source. Immutable.
public final class EffectiveConfig {
  private static final String PROCESS = "process";

  /// Tables that a nearer file replaces as a whole.
  private static final Set<String> REPLACED =
      Set.of("ready", "liveness", "depends_on", "watch", "schedule");

  /// A key of a process that a nearer file replaces by the other.
  private static final Map<String, String> ALTERNATIVES =
      Map.of("command", "script", "script", "command");

  private static final String APPENDED = "env_file";

  private final List<Entry> entries;

  private EffectiveConfig(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// Where a value comes from.
  public enum Origin {
    FILE,
    COMMAND_LINE,
    ENVIRONMENT,
    DEFAULT
  }

  /// A setting that counts.
  ///
  /// @param key dotted name
  /// @param value as TOML, or the words of a default
  /// @param source `file:line`, the option, the variable, or `default`
  /// @param setting its place in a file; null for other origins
  public record Entry(
      String key, String value, Origin origin, String source, @Nullable ConfigSetting setting) {}

  /// Merges files.
  ///
  /// @param overrides values of options by key
  public static EffectiveConfig of(Config config, List<Entry> overrides) {
    List<ConfigSetting> merged = new ArrayList<>();
    for (ConfigFile file : config.files()) {
      merge(file.settings(), merged);
    }
    List<Entry> all = new ArrayList<>();
    Set<String> overridden = Set.copyOf(overrides.stream().map(Entry::key).toList());
    merged.stream()
        .map(EffectiveConfig::entry)
        .filter(entry -> !overridden.contains(entry.key))
        .forEach(all::add);
    all.addAll(overrides);
    addDefaults(all);
    return new EffectiveConfig(all);
  }

  /// All entries: those of the whole program in the order of the documentation, then those of the
  /// processes.
  public List<Entry> all() {
    return entries;
  }

  /// The entry of a key, or those of the keys below it; empty if nothing is set.
  public List<Entry> find(String key) {
    return entries.stream()
        .filter(entry -> entry.key.equals(key) || entry.key.startsWith(key + "."))
        .toList();
  }

  private static void merge(List<ConfigSetting> nearer, List<ConfigSetting> merged) {
    for (ConfigSetting setting : nearer) {
      merged.removeIf(earlier -> isReplaced(earlier, setting));
    }
    merged.addAll(nearer);
  }

  private static boolean isReplaced(ConfigSetting earlier, ConfigSetting nearer) {
    List<String> key = nearer.key();
    if (key.getLast().equals(APPENDED)) {
      return false;
    }
    if (earlier.key().equals(key)) {
      return true;
    }
    boolean sameProcess =
        key.size() > 2
            && earlier.key().size() > 2
            && key.getFirst().equals(PROCESS)
            && key.subList(0, 2).equals(earlier.key().subList(0, 2));
    if (!sameProcess) {
      return false;
    }
    String name = key.get(2);
    String other = earlier.key().get(2);
    return REPLACED.contains(name) && name.equals(other) || other.equals(ALTERNATIVES.get(name));
  }

  private static Entry entry(ConfigSetting setting) {
    String place = setting.file() + ":" + setting.line();
    return new Entry(setting.dottedKey(), setting.text(), Origin.FILE, place, setting);
  }

  /// Adds the defaults of the keys of the whole program, and sorts.
  private static void addDefaults(List<Entry> all) {
    List<String> order = new ArrayList<>();
    for (KeyPaths.Entry known : KeyPaths.all()) {
      String path = known.path();
      if (path.startsWith(PROCESS)) {
        continue;
      }
      order.add(path);
      boolean set = all.stream().anyMatch(entry -> entry.key.equals(path));
      if (!set && !known.key().defaultText().isEmpty()) {
        all.add(ofDefault(path, known.key()));
      }
    }
    all.sort(Comparator.comparingInt(entry -> rank(entry.key, order)));
  }

  private static int rank(String key, List<String> order) {
    for (int i = 0; i < order.size(); i++) {
      if (key.equals(order.get(i)) || key.startsWith(order.get(i) + ".")) {
        return order.indexOf(key) >= 0 ? order.indexOf(key) : i;
      }
    }
    return order.size();
  }

  /// The default of a key.
  public static Entry ofDefault(String key, ConfigKey known) {
    return new Entry(key, known.defaultText(), Origin.DEFAULT, "default", null);
  }

  /// The dotted key of names.
  public static String join(List<String> names) {
    return ConfigSetting.dotted(names);
  }

  /// Splits a dotted key: `process."my web".command`.
  public static List<String> split(String key) {
    return Toml.parseDottedKey(key);
  }
}
