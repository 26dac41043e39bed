package dev.brummer.engine.script.direct;

import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.script.node.WorkspaceMembers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts scripts as npm 8.5 to 11 does (`lib/commands/run.js`, `@npmcli/run-script`,
/// `@npmcli/config`). Confined to one thread.
final class NpmScripts {
  private static final int FIRST_MINOR_OF_8 = 5;
  private static final String DEFINITIONS =
      "node_modules/@npmcli/config/lib/definitions/definitions.js";
  private static final String CONFIG = "node_modules/@npmcli/config/lib/index.js";
  private static final String GYP = "node_modules/node-gyp/bin/node-gyp.js";
  private static final String GYP_BIN = "node_modules/@npmcli/run-script/lib/node-gyp-bin";

  private final ScriptContext context;
  private final InstalledManager npm;
  private final Map<String, String> environment;

  /// Root of the workspace, or the package itself.
  private final Path root;

  private final NpmConfig config;

  private NpmScripts(ScriptContext context) throws ManagerNeededException {
    this.context = context;
    this.npm = context.manager();
    requireKnownVersion();
    this.environment = new HashMap<>(context.environment());
    this.root = root();
    this.config = new NpmConfig(context, root);
  }

  static ScriptStart.Direct start(ScriptContext context) throws ManagerNeededException {
    return new NpmScripts(context).start();
  }

  /// npm 8 knows the workspace above a package since 8.5.
  private void requireKnownVersion() throws ManagerNeededException {
    npm.requireMajor(8, 11);
    if (npm.major() == 8 && npm.minor() < FIRST_MINOR_OF_8) {
      throw npm.unknownVersion();
    }
  }

  private ScriptStart.Direct start() throws ManagerNeededException {
    if (context.manifest().has("devEngines")) {
      throw new ManagerNeededException("package.json has devEngines");
    }
    addConfig();
    addUserAgent();
    addPackage();
    addSearchPath();
    String shell = config.get("script-shell");
    ScriptStages stages = new ScriptStages(shell == null || shell.isEmpty() ? "sh" : shell);
    addStages(stages, shell != null);
    return stages.start(environment);
  }

  private void addStages(ScriptStages stages, boolean otherShell) throws ManagerNeededException {
    String name = context.call().script();
    boolean hooks = !config.isOn("ignore-scripts");
    String before = hooks ? context.manifest().script("pre" + name) : null;
    String after = hooks ? context.manifest().script("post" + name) : null;
    if (otherShell && (before != null || after != null)) {
      throw new ManagerNeededException("hooks with script-shell");
    }
    if (before != null) {
      stages.add("pre" + name, before, before);
    }
    String script = context.script();
    String line = ArgumentQuoting.npm(script, context.call().arguments());
    stages.add(name, script, line);
    if (after != null) {
      stages.add("post" + name, after, after);
    }
  }

  private void addConfig() throws ManagerNeededException {
    environment.putAll(config.exported());
    String gyp = npm.require(GYP).toString();
    ManagerSource definitions = npm.source(DEFINITIONS);
    if (definitions.mentions("'node-gyp'")) {
      environment.putIfAbsent("npm_config_node_gyp", gyp);
    } else {
      environment.put("npm_config_node_gyp", gyp);
    }
    if (definitions.mentions("'allow-scripts'")) {
      environment.putIfAbsent("npm_config_allow_scripts", "");
    }
    if (npm.source(CONFIG).mentions("defaultsObject['npm-version']")) {
      environment.putIfAbsent("npm_config_npm_version", npm.version());
    }
    if (npm.major() < 10) {
      String registry = config.get("registry");
      environment.putIfAbsent(
          "npm_config_metrics_registry",
          registry == null ? "https://registry.npmjs.org/" : registry);
    }
    environment.put("INIT_CWD", context.directory().toString());
    environment.put("npm_config_global_prefix", config.prefix());
    environment.put("npm_config_local_prefix", root.toString());
    environment.put("npm_execpath", npm.home().resolve("bin/npm-cli.js").toString());
    environment.put("NODE", context.node().file().toString());
    environment.put("npm_node_execpath", context.node().file().toString());
    environment.put("npm_command", command());
    environment.put("COLOR", color());
    environment.put("EDITOR", editor());
    String options = config.get("node-options");
    if (options != null && !options.isEmpty()) {
      environment.put("NODE_OPTIONS", options);
    }
  }

  private String command() {
    String command = context.call().command();
    if (!command.equals("run") && !command.equals("run-script")) {
      return command;
    }
    return npm.has("lib/commands/run.js") ? "run" : "run-script";
  }

  private String color() {
    String noColor = environment.getOrDefault("NO_COLOR", "0");
    boolean standard = noColor.isEmpty() || noColor.equals("0");
    return standard && context.terminal() ? "1" : "0";
  }

  private String editor() {
    String configured = config.get("editor");
    if (configured != null) {
      return configured;
    }
    String editor = environment.getOrDefault("EDITOR", "");
    String visual = environment.getOrDefault("VISUAL", "");
    return !editor.isEmpty() ? editor : visual.isEmpty() ? "vi" : visual;
  }

  private void addUserAgent() throws ManagerNeededException {
    String configured = config.variables().get("user-agent");
    if (configured != null && configured.indexOf('{') < 0) {
      environment.put("npm_config_user_agent", configured.strip());
      return;
    }
    boolean customCi = npm.major() == 8 && environment.containsKey("CI");
    if (configured != null || customCi || CiServices.areIn(environment)) {
      throw new ManagerNeededException("the user agent of npm is not known here");
    }
    environment.put(
        "npm_config_user_agent",
        "npm/"
            + npm.version()
            + " node/"
            + context.node().version()
            + " "
            + ScriptContext.platform()
            + " workspaces/"
            + !root.equals(context.directory()));
  }

  private void addPackage() throws ManagerNeededException {
    Path file = context.directory().resolve(PackageFile.NAME);
    environment.put("npm_package_json", file.toString());
    ManifestVariables variables = new ManifestVariables(environment);
    JsonObject json = context.manifest().json();
    for (String field : List.of("name", "version", "config", "engines")) {
      JsonMember member = member(json, field);
      if (member != null) {
        variables.add("npm_package_" + field, member.value());
      }
    }
    variables.addPrograms(context.manifest());
  }

  /// Unlike [JsonObject#value], also a member that is null.
  private static @Nullable JsonMember member(JsonObject json, String name) {
    for (JsonMember member : json.members()) {
      if (member.name().equals(name)) {
        return member;
      }
    }
    return null;
  }

  private void addSearchPath() throws ManagerNeededException {
    List<String> path = new ArrayList<>();
    for (Path at : context.upwards()) {
      path.add(at.resolve("node_modules/.bin").toString());
    }
    path.add(npm.require(GYP_BIN).toString());
    path.add(context.require("PATH"));
    environment.put("PATH", String.join(":", path));
  }

  /// The directory above that declares the package as a member of its workspace, or the package
  /// itself.
  private Path root() throws ManagerNeededException {
    for (Path at : context.upwards()) {
      PackageFile file = at.equals(context.directory()) ? null : PackageFile.readIfPresent(at);
      if (file != null
          && file.has("workspaces")
          && WorkspaceMembers.contains(at, context.directory())) {
        return at;
      }
    }
    return context.directory();
  }
}
