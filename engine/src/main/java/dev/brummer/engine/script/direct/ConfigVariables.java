package dev.brummer.engine.script.direct;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of npm and pnpm that environment variables make: `npm_config_save_exact=true` is
/// `save-exact = true`. Empty ones do not count. Pure.
final class ConfigVariables {
  private static final String PREFIX = "npm_config_";
  private static final Pattern SEPARATOR = Pattern.compile("(?!^)_");
  private final Map<String, String> values = new HashMap<>();

  ConfigVariables(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && !value.isEmpty()) {
        values.put(key(name.substring(PREFIX.length())), value);
      }
    });
  }

  private static String key(String rest) {
    return rest.startsWith("//")
        ? rest
        : SEPARATOR.matcher(rest).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable String get(String key) {
    return values.get(key);
  }

  Map<String, String> all() {
    return values;
  }

  /// The variable of a setting.
  static String name(String key) {
    return PREFIX + key.replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
