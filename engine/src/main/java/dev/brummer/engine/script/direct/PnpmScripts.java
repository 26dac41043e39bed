package dev.brummer.engine.script.direct;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts scripts as pnpm 8, 9 and 10.26 or later does (`@pnpm/npm-lifecycle`,
/// `plugin-commands-script-runners`). Confined to one thread.
final class PnpmScripts {
  private static final String WORKSPACE_FILE = "pnpm-workspace.yaml";
  private static final int FIRST_MINOR_OF_10 = 26;
  private static final int SHELL_QUOTE_MINOR_OF_9 = 15;
  private static final String GYP = "dist/node_modules/node-gyp/bin/node-gyp.js";
  private static final String ONLY_ALLOW = "npx only-allow pnpm";

  /// Settings of the field `pnpm` that only matter to installations.
  private static final Set<String> INSTALL_FIELDS =
      Set.of(
          "overrides",
          "onlyBuiltDependencies",
          "ignoredBuiltDependencies",
          "neverBuiltDependencies",
          "patchedDependencies",
          "packageExtensions",
          "peerDependencyRules",
          "allowedDeprecatedVersions");

  private static final Set<String> WORKSPACE_FIELDS =
      Set.of("packages", "onlyBuiltDependencies", "ignoredBuiltDependencies");

  private final ScriptContext context;
  private final InstalledManager pnpm;
  private final @Nullable Path workspace;
  private final PnpmConfig config;
  private final Map<String, String> environment = new HashMap<>();

  private PnpmScripts(ScriptContext context) throws ManagerNeededException {
    this.context = context;
    this.pnpm = context.manager();
    requireKnownVersion();
    if (pnpm.major() < 10 && context.call().command().equals("test")) {
      throw new ManagerNeededException("pnpm test");
    }
    this.workspace = workspace();
    requirePlainWorkspace();
    requireManifest(context.manifest());
    PackageFile root = workspace == null ? null : PackageFile.readIfPresent(workspace);
    if (root != null) {
      requireManifest(root);
    }
    this.config = new PnpmConfig(context, workspace);
  }

  static ScriptStart.Direct start(ScriptContext context) throws ManagerNeededException {
    return new PnpmScripts(context).start();
  }

  private void requireKnownVersion() throws ManagerNeededException {
    pnpm.requireMajor(8, 10);
    if (pnpm.major() == 10 && pnpm.minor() < FIRST_MINOR_OF_10) {
      throw pnpm.unknownVersion();
    }
  }

  private void requireManifest(PackageFile manifest) throws ManagerNeededException {
    String wanted = manifest.text("packageManager");
    if (wanted != null && !wanted.split("\\+")[0].equals("pnpm@" + pnpm.version())) {
      throw new ManagerNeededException("packageManager asks for " + wanted.split("\\+")[0]);
    }
    if (manifest.has("devEngines")) {
      throw new ManagerNeededException("package.json has devEngines");
    }
    if (manifest.json().value("pnpm") instanceof JsonObject settings) {
      for (JsonMember member : settings.members()) {
        if (!INSTALL_FIELDS.contains(member.name())) {
          throw new ManagerNeededException("package.json sets pnpm." + member.name());
        }
      }
    }
  }

  private @Nullable Path workspace() throws ManagerNeededException {
    for (String name : List.of("NPM_CONFIG_WORKSPACE_DIR", "npm_config_workspace_dir")) {
      if (context.environment().containsKey(name)) {
        throw new ManagerNeededException(name + " is set");
      }
    }
    for (Path at : context.upwards()) {
      if (Files.exists(at.resolve(WORKSPACE_FILE))) {
        return at;
      }
    }
    return null;
  }

  /// pnpm 10 has settings in the file of the workspace, some of which it passes on.
  private void requirePlainWorkspace() throws ManagerNeededException {
    if (workspace == null || pnpm.major() < 10) {
      return;
    }
    try {
      String text = ProjectTextFile.text(workspace.resolve(WORKSPACE_FILE));
      for (String line : text == null ? new String[0] : text.split("\\R")) {
        boolean top = !line.isEmpty() && " \t#-".indexOf(line.charAt(0)) < 0;
        String key = line.split(":", 2)[0].strip();
        if (top && !line.startsWith("---") && !WORKSPACE_FIELDS.contains(key)) {
          throw new ManagerNeededException(WORKSPACE_FILE + " sets " + key);
        }
      }
    } catch (IOException unreadable) {
      throw new ManagerNeededException("cannot read " + WORKSPACE_FILE);
    }
  }

  private ScriptStart.Direct start() throws ManagerNeededException {
    context
        .environment()
        .forEach((name, value) -> {
          if (!name.startsWith("npm_")) {
            environment.put(name, value);
          }
        });
    new PnpmManifest(environment, pnpm.major() < 10).add(context.manifest());
    addConfig();
    addSearchPath();
    String shell = config.get("script-shell");
    ScriptStages stages = new ScriptStages(shell == null || shell.isEmpty() ? "sh" : shell);
    addStages(stages, shell != null);
    return stages.start(environment);
  }

  private void addStages(ScriptStages stages, boolean otherShell) throws ManagerNeededException {
    String name = context.call().script();
    String script = context.script();
    String before = hook("pre" + name, script);
    String after = hook("post" + name, script);
    boolean hooks = before != null || after != null;
    List<String> arguments = context.call().arguments();
    boolean changing = !arguments.isEmpty() && pnpm.major() < 10;
    if (hooks && (otherShell || changing)) {
      throw new ManagerNeededException("hooks with script-shell or arguments");
    }
    if (before != null && !before.equals(ONLY_ALLOW)) {
      stages.add("pre" + name, before, before);
    }
    String line = arguments.isEmpty() ? script : withArguments(script, arguments);
    if (pnpm.major() < 10) {
      environment.put(
          PnpmManifest.variable("npm_package_scripts_" + name), PnpmManifest.line(line));
    }
    stages.add(name, line, line);
    if (after != null) {
      stages.add("post" + name, after, after);
    }
  }

  private @Nullable String hook(String hook, String script) throws ManagerNeededException {
    return pnpm.major() < 9 || script.contains(hook) ? null : context.manifest().script(hook);
  }

  private String withArguments(String script, List<String> arguments)
      throws ManagerNeededException {
    if (pnpm.major() == 10) {
      return ArgumentQuoting.shlex(script, arguments);
    }
    if (pnpm.major() == 9 && pnpm.minor() >= SHELL_QUOTE_MINOR_OF_9) {
      return ArgumentQuoting.shellQuote(script, arguments);
    }
    throw new ManagerNeededException("arguments with pnpm " + pnpm.version());
  }

  private void addConfig() throws ManagerNeededException {
    environment.putAll(config.exported());
    boolean ten = pnpm.major() == 10;
    if (ten) {
      environment.put("npm_config__jsr_registry", "https://npm.jsr.io/");
      environment.put("npm_config_globalconfig", config.configDirectory().resolve("rc").toString());
      environment.put("npm_config_npm_globalconfig", config.globalFile().toString());
      environment.put("npm_config_verify_deps_before_run", "false");
      environment.put("pnpm_config_verify_deps_before_run", "false");
      environment.put("npm_package_json", context.directory().resolve(PackageFile.NAME).toString());
    }
    environment.put("npm_config_frozen_lockfile", "");
    environment.put(
        "npm_config_user_agent",
        "pnpm/"
            + pnpm.version()
            + " npm/? node/"
            + context.node().version()
            + " "
            + ScriptContext.platform());
    environment.putIfAbsent("npm_config_node_gyp", pnpm.require(GYP).toString());
    environment.putIfAbsent("NODE", context.node().file().toString());
    if (environment.getOrDefault("NODE", "").isEmpty()) {
      environment.put("NODE", context.node().file().toString());
    }
    environment.put("npm_node_execpath", environment.getOrDefault("NODE", ""));
    environment.put("npm_execpath", pnpm.script().toString());
    environment.put("INIT_CWD", context.directory().toString());
    environment.put("PNPM_SCRIPT_SRC_DIR", context.directory().toString());
    environment.put("npm_command", "run-script");
    String options = config.get("node-options");
    if (pnpm.major() > 8 && options != null && !options.isEmpty()) {
      environment.put("NODE_OPTIONS", options);
    }
  }

  private void addSearchPath() throws ManagerNeededException {
    if (context.directory().toString().contains("/node_modules/")) {
      throw new ManagerNeededException("the package is inside node_modules");
    }
    List<String> path = new ArrayList<>();
    path.add(context.directory().resolve("node_modules/.bin").toString());
    path.add(pnpm.require("dist/node-gyp-bin").toString());
    if (workspace != null) {
      path.add(workspace.resolve("node_modules/.bin").toString());
    }
    path.add(context.require("PATH"));
    environment.put("PATH", String.join(":", path));
  }
}
