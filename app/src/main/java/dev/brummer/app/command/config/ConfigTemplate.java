package dev.brummer.app.command.config;

import dev.brummer.app.config.EffectiveConfig;
import dev.brummer.app.config.key.ConfigKey;
import dev.brummer.app.config.key.ConfigKeys;
import dev.brummer.engine.script.Script;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.List;

/// The text of a new `brummer.toml`: what the project can run, with the settings of a process as
/// comments. Pure.
final class ConfigTemplate {
  private static final int MAX_SCRIPTS = 30;
  private static final int MAX_DESCRIPTION = 100;

  private ConfigTemplate() {}

  static String of(List<Script> scripts, Path project) {
    StringBuilder out =
        new StringBuilder(
            """
            # Configuration of brummer: what the files of the project do not say.
            # brummer config check finds mistakes, brummer config show tells what counts.

            """);
    comment(out, "theme");
    comment(out, "grace");
    comment(out, "env_file");
    out.append('\n');
    if (scripts.isEmpty()) {
      out.append("# No scripts were found. A process:\n#\n");
      appendProcess(out, "web", "npm run dev", "# ");
      return out.toString();
    }
    out.append(
        "# Found here; remove the # to change one. Settings that are left out stay as they are.\n");
    scripts.stream().limit(MAX_SCRIPTS).forEach(script -> appendScript(out, script, project));
    int more = scripts.size() - MAX_SCRIPTS;
    if (more > 0) {
      out.append("\n# ").append(more).append(" more: brummer list\n");
    }
    out.append("\n# Settings of a process:\n");
    ConfigKeys.PROCESS.keys().forEach(key -> appendKey(out, key));
    return out.toString();
  }

  private static void comment(StringBuilder out, String name) {
    ConfigKeys.FILE.key(name).ifPresent(key -> appendKey(out, key));
  }

  private static void appendKey(StringBuilder out, ConfigKey key) {
    out.append("# ").append(key.example()).append("  # ").append(key.description()).append('\n');
  }

  private static void appendScript(StringBuilder out, Script script, Path project) {
    String origin = ConfigText.shortPath(script.origin().toAbsolutePath().normalize(), project);
    out.append("\n# ")
        .append(VisibleText.bounded(script.description(), MAX_DESCRIPTION))
        .append("  (")
        .append(VisibleText.bounded(origin, MAX_DESCRIPTION))
        .append(")\n# [process.")
        .append(EffectiveConfig.join(List.of(script.name())))
        .append("]\n");
  }

  private static void appendProcess(StringBuilder out, String name, String command, String mark) {
    out.append(mark).append("[process.").append(name).append("]\n");
    out.append(mark).append("command = \"").append(command).append("\"\n");
  }
}
