package dev.brummer.app.manual;

import dev.brummer.app.config.key.ConfigKey;
import dev.brummer.app.config.key.KeyPaths;
import java.util.List;
import java.util.Map;

/// The page `brummer.toml.5`.
final class ConfigurationPage {
  private static final List<Map.Entry<String, String>> FILES =
      List.of(
          Map.entry("brummer.toml", "Next to the files of the project; the nearest one wins."),
          Map.entry("brummer.toml of the repository", "At its root, for all projects in it."),
          Map.entry("~/.config/brummer/config.toml", "Your own, for all projects."));

  private static final List<String> EXAMPLE =
      List.of(
          "[process.db]",
          "command = \"exec postgres -D data\"",
          "ready = { port = 5432 }",
          "stop = { signal = \"SIGINT\", grace = \"30s\" }",
          "",
          "[process.api]",
          "script = \"dev:api\"",
          "depends_on = { db = \"ready\" }",
          "env = { PORT = 3000 }",
          "restart = \"on-failure\"",
          "watch = [\"src/**\"]",
          "autostart = true");

  private static final String PROCESS = "process.*.";

  private ConfigurationPage() {}

  static String of(String version) {
    RoffWriter out = new RoffWriter("brummer.toml", 5, version);
    out.section("Name").text("brummer.toml - processes and settings of a project");
    out.section("Description");
    out.paragraph(
        "Configuration is optional: anything that the other files of a project do not say goes into"
            + " a brummer.toml next to them. The format is TOML 1.0.");
    out.paragraph(
        "A process with the name of a discovered script extends that script. Other processes need a"
            + " command or a script. Keys before the first table apply to all processes.");
    out.paragraph(
        "Options of the command line override the files, and nearer files override others.");
    keys(out, "Keys of the file", "");
    keys(out, "Keys of a process", PROCESS);
    out.section("Files");
    FILES.forEach(it -> out.entry(it.getKey(), it.getValue()));
    out.section("Examples").example(EXAMPLE);
    out.section("See also").text("brummer(1), brummer-run(1)");
    return out.page();
  }

  /// The keys below a prefix, without those of a longer prefix.
  private static void keys(RoffWriter out, String heading, String prefix) {
    out.section(heading);
    for (KeyPaths.Entry it : KeyPaths.all()) {
      boolean ofProcess = it.path().startsWith(PROCESS);
      if (ofProcess == prefix.equals(PROCESS)) {
        ConfigKey key = it.key();
        String fallback = key.defaultText().isEmpty() ? "" : "; default: " + key.defaultText();
        out.entry(
            it.path().substring(prefix.length()),
            plain(key.description() + " (" + key.type().label() + fallback + ")."));
        if (!key.example().isEmpty()) {
          out.continued(key.example());
        }
      }
    }
  }

  /// Without the marks of Markdown.
  private static String plain(String text) {
    return text.replace("`", "");
  }
}
