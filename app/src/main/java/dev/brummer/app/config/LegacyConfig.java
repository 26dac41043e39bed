package dev.brummer.app.config;

import dev.brummer.app.config.key.Problems;
import dev.brummer.engine.text.Suggestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads `.brum.toml`, the settings of the first brummer (a Go program). Its ports and switches of
/// proxy and MCP count; everything else is named in one warning. Errors in the file are warnings
/// too, because the first brummer ignored such files.
final class LegacyConfig {
  static final String FILE_NAME = ".brum.toml";

  private static final int MAX_PORT = 65_535;

  private LegacyConfig() {}

  /// @param warnings receives one sentence about what has no effect
  static @Nullable ConfigFile read(Path path, Path base, List<String> warnings) {
    Problems own = new Problems(path);
    TomlTable table = ConfigDocument.read(path, own);
    if (table == null || !own.isEmpty()) {
      own.all().stream().limit(1).forEach(it -> warnings.add(it.sentence() + "; ignored"));
      return null;
    }
    Settings settings = new Settings(path, table);
    GeneralConfig general =
        new GeneralConfig(
            null,
            null,
            settings.negated("no_proxy", "proxy.enabled"),
            settings.port("proxy_port", "proxy.port"),
            settings.negated("no_mcp", "mcp.enabled"),
            settings.port("mcp_port", "mcp.port"),
            null);
    settings.warn(warnings);
    return new ConfigFile(
        path,
        base,
        general,
        new ProcessConfigReader(path, base).defaults(new TomlSection(Toml.parse(""))),
        List.of(),
        List.copyOf(settings.used.values()));
  }

  /// The settings of one file. Confined to one thread.
  private static final class Settings {
    private final Path path;
    private final TomlTable table;
    private final Map<String, ConfigSetting> used = new LinkedHashMap<>();

    Settings(Path path, TomlTable table) {
      this.path = path;
      this.table = table;
    }

    @Nullable Boolean negated(String key, String name) {
      if (!(table.get(List.of(key)) instanceof Boolean flag)) {
        return null;
      }
      use(key, name, !flag);
      return !flag;
    }

    @Nullable Integer port(String key, String name) {
      if (table.get(List.of(key)) instanceof Long port && port >= 1 && port <= MAX_PORT) {
        use(key, name, port);
        return port.intValue();
      }
      return null;
    }

    private void use(String key, String name, Object value) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      int line = position == null ? 0 : position.line();
      int column = position == null ? 0 : position.column();
      used.put(key, new ConfigSetting(List.of(name.split("\\.")), value, path, line, column));
    }

    void warn(List<String> warnings) {
      List<String> others = new ArrayList<>(table.keySet());
      others.removeAll(used.keySet());
      if (!others.isEmpty()) {
        warnings.add(
            path
                + ": settings of an earlier brummer that have no effect: "
                + Suggestions.list(others));
      }
    }
  }
}
