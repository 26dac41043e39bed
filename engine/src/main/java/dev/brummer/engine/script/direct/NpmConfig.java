package dev.brummer.engine.script.direct;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of npm for one run: of variables, of the project's, the user's and the global
/// `.npmrc`, and of that of the installation. Confined to one thread.
final class NpmConfig {
  /// Settings that change which script runs or where.
  private static final Set<String> NOT_FOLLOWED =
      Set.of(
          "global",
          "location",
          "workspace",
          "workspaces",
          "include-workspace-root",
          "if-present",
          "usage",
          "version",
          "versions",
          "omit",
          "include",
          "only",
          "also",
          "dev",
          "production",
          "optional",
          "color");

  private final ConfigVariables variables;
  private final Path home;
  private final Path userFile;
  private final Path globalFile;
  private final String prefix;
  private final Map<String, String> settings = new LinkedHashMap<>();

  /// @param root directory of the project's `.npmrc`
  NpmConfig(ScriptContext context, Path root) throws ManagerNeededException {
    this.variables = new ConfigVariables(context.environment());
    this.home = context.home();
    requireFollowed(context);
    this.userFile = path("userconfig", home.resolve(".npmrc"));
    Map<String, String> builtin = NpmrcFile.read(context.manager().home().resolve("npmrc"));
    Map<String, String> user = NpmrcFile.read(userFile);
    String userPrefix = user.getOrDefault("prefix", builtin.get("prefix"));
    this.prefix = prefix(context, userPrefix);
    this.globalFile = path("globalconfig", Path.of(prefix).resolve("etc/npmrc"));
    Map<String, String> global = NpmrcFile.read(globalFile);
    Path projectFile = root.resolve(".npmrc");
    Map<String, String> project =
        projectFile.equals(userFile) ? Map.of() : NpmrcFile.read(projectFile);
    if (global.containsKey("prefix") || project.containsKey("prefix")) {
      throw new ManagerNeededException(".npmrc sets prefix");
    }
    for (Map<String, String> layer : List.of(builtin, global, user, project)) {
      addLayer(layer);
    }
  }

  private void requireFollowed(ScriptContext context) throws ManagerNeededException {
    for (String key : variables.all().keySet()) {
      if (NOT_FOLLOWED.contains(key)) {
        throw new ManagerNeededException(ConfigVariables.name(key) + " is set");
      }
    }
    for (String variable : List.of("PREFIX", "DESTDIR")) {
      if (!context.environment().getOrDefault(variable, "").isEmpty()) {
        throw new ManagerNeededException(variable + " is set");
      }
    }
  }

  private void addLayer(Map<String, String> layer) throws ManagerNeededException {
    for (Map.Entry<String, String> entry : layer.entrySet()) {
      String key = entry.getKey();
      NpmSetting setting = NpmSetting.of(key);
      if (setting != null) {
        settings.put(key, setting.exported(key, entry.getValue(), home));
      } else if (!NpmrcFile.isPrivate(key)) {
        throw new ManagerNeededException(".npmrc sets " + key);
      }
    }
  }

  private String prefix(ScriptContext context, @Nullable String configured)
      throws ManagerNeededException {
    String standard = context.node().prefix().toString();
    String variable = variables.get("prefix");
    if (variable != null) {
      return variable;
    }
    return configured == null
        ? standard
        : new NpmSetting(NpmSetting.Type.PATH, null).exported("prefix", configured, home);
  }

  private Path path(String key, Path standard) throws ManagerNeededException {
    String variable = variables.get(key);
    Path path = variable == null ? standard : Path.of(variable);
    if (!path.isAbsolute()) {
      throw new ManagerNeededException(ConfigVariables.name(key) + " is set");
    }
    return path;
  }

  ConfigVariables variables() {
    return variables;
  }

  String prefix() {
    return prefix;
  }

  /// The value of a setting; null if it has its default.
  @Nullable String get(String key) {
    String variable = variables.get(key);
    return variable == null ? settings.get(key) : variable;
  }

  boolean isOn(String key) {
    return "true".equals(get(key));
  }

  /// The variables that pass settings on. Those that the environment has stay as they are.
  Map<String, String> exported() {
    Map<String, String> all = new HashMap<>();
    all.put("cache", home.resolve(".npm").toString());
    all.put("init-module", home.resolve(".npm-init.js").toString());
    all.put("noproxy", "");
    settings.forEach((key, value) -> {
      NpmSetting setting = NpmSetting.of(key);
      if (setting == null || !value.equals(setting.standard())) {
        all.put(key, value);
      }
    });
    all.put("prefix", prefix);
    all.put("userconfig", userFile.toString());
    all.put("globalconfig", globalFile.toString());
    Map<String, String> exported = new HashMap<>();
    all.forEach((key, value) -> {
      if (!variables.has(key)) {
        exported.put(ConfigVariables.name(key), value);
      }
    });
    return exported;
  }
}
