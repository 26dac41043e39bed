package dev.brummer.engine.script.direct;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of pnpm that the `.npmrc` files and variables make. pnpm passes all of them on,
/// also those with their default. Confined to one thread.
final class PnpmConfig {
  /// Settings that change how a script starts.
  private static final Set<String> NOT_FOLLOWED =
      Set.of("prefix", "node-linker", "ignore-scripts", "hoist", "editor");

  /// Settings of variables that npm sets for its scripts, and that pnpm passes on.
  private static final Set<String> OF_NPM =
      Set.of(
          "userconfig",
          "globalconfig",
          "local-prefix",
          "global-prefix",
          "npm-version",
          "node-gyp",
          "user-agent",
          "init-module",
          "metrics-registry");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private final ScriptContext context;
  private final Map<String, String> settings = new LinkedHashMap<>();

  /// @param workspace root of the workspace, null without one
  PnpmConfig(ScriptContext context, @Nullable Path workspace) throws ManagerNeededException {
    this.context = context;
    settings.put("registry", "https://registry.npmjs.org/");
    Path home = context.home();
    addLayer(NpmrcFile.read(context.manager().home().resolve("dist/pnpmrc")));
    addLayer(NpmrcFile.read(configDirectory().resolve("rc")));
    addLayer(NpmrcFile.read(context.node().prefix().resolve("lib/node_modules/npm/npmrc")));
    addLayer(NpmrcFile.read(globalFile()));
    addLayer(NpmrcFile.read(home.resolve(".npmrc")));
    if (workspace != null && !workspace.equals(context.directory())) {
      addLayer(NpmrcFile.read(workspace.resolve(".npmrc")));
    }
    if (!context.directory().equals(home)) {
      addLayer(NpmrcFile.read(context.directory().resolve(".npmrc")));
    }
    addVariables();
  }

  private void addLayer(Map<String, String> layer) throws ManagerNeededException {
    for (Map.Entry<String, String> entry : layer.entrySet()) {
      String key = entry.getKey();
      NpmSetting setting = NpmSetting.of(key);
      requireVariables(entry.getValue());
      if (setting != null && !NOT_FOLLOWED.contains(key)) {
        settings.put(key, setting.exported(key, entry.getValue(), context.home()));
      } else if (key.startsWith("@") && entry.getValue().matches("[\\w./:@-]+")) {
        settings.put(key, entry.getValue());
      } else if (!key.contains(":_") && !key.startsWith("_")) {
        throw new ManagerNeededException(".npmrc sets " + key);
      }
    }
  }

  /// pnpm ignores a whole file that refers to a variable without a value.
  private void requireVariables(String value) throws ManagerNeededException {
    Matcher reference = REFERENCE.matcher(value);
    while (reference.find()) {
      context.require(reference.group(1));
    }
  }

  private void addVariables() throws ManagerNeededException {
    for (Map.Entry<String, String> entry :
        new ConfigVariables(context.environment()).all().entrySet()) {
      String key = entry.getKey();
      boolean known = NpmSetting.of(key) != null && !NOT_FOLLOWED.contains(key);
      if (!known && !OF_NPM.contains(key)) {
        throw new ManagerNeededException(ConfigVariables.name(key) + " is set");
      }
      settings.put(key, entry.getValue().equals("false") ? "" : entry.getValue());
    }
  }

  /// The value of a setting; null if it is not set.
  @Nullable String get(String key) {
    return settings.get(key);
  }

  /// The directory of pnpm's own settings.
  Path configDirectory() throws ManagerNeededException {
    String base = context.environment().getOrDefault("XDG_CONFIG_HOME", "");
    return base.isEmpty() ? context.home().resolve(".config/pnpm") : Path.of(base).resolve("pnpm");
  }

  /// The global settings of npm.
  Path globalFile() {
    return context.node().prefix().resolve("etc/npmrc");
  }

  /// The variables that pass settings on.
  Map<String, String> exported() {
    Map<String, String> exported = new HashMap<>();
    settings.forEach((key, value) -> exported.put(variable(key), value));
    return exported;
  }

  static String variable(String key) {
    return "npm_config_" + key.replaceAll("[^A-Za-z0-9_]", "_");
  }
}
