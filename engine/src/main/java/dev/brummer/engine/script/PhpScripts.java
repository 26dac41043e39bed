package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the scripts of `composer.json`, Laravel's server, and PHP's own for a public directory.
final class PhpScripts implements ScriptSource {
  /// Scripts that Composer runs by itself at certain moments.
  private static final Set<String> EVENTS =
      Set.of(
          "pre-install-cmd",
          "post-install-cmd",
          "pre-update-cmd",
          "post-update-cmd",
          "pre-status-cmd",
          "post-status-cmd",
          "pre-archive-cmd",
          "post-archive-cmd",
          "pre-autoload-dump",
          "post-autoload-dump",
          "post-root-package-install",
          "post-create-project-cmd",
          "pre-operations-exec",
          "pre-package-install",
          "post-package-install",
          "pre-package-update",
          "post-package-update",
          "pre-package-uninstall",
          "post-package-uninstall",
          "init",
          "command",
          "pre-file-download",
          "post-file-download",
          "pre-command-run",
          "pre-pool-create");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) {
    JsonObject composer =
        JsonFile.read(
            directory.resolve("composer.json"),
            JsonFile.Dialect.STRICT,
            Set.of("scripts", "scripts-descriptions"),
            builder);
    if (composer != null) {
      builder.add("composer", composerScripts(directory, composer));
    }
    List<Script> servers = new ArrayList<>();
    if (ProjectTextFile.exists(directory.resolve("artisan"))) {
      servers.add(server("serve", directory, "artisan", "php", "artisan", "serve"));
    } else if (composer != null && ProjectTextFile.exists(directory.resolve("public/index.php"))) {
      servers.add(
          server(
              "serve",
              directory,
              "public/index.php",
              "php",
              "-S",
              "localhost:8000",
              "-t",
              "public"));
    }
    builder.addInOrder("php", servers);
  }

  private static List<Script> composerScripts(Path directory, JsonObject composer) {
    JsonObject scripts = composer.objectOrEmpty("scripts");
    JsonObject descriptions = composer.objectOrEmpty("scripts-descriptions");
    scripts.reportDuplicates("script ");
    List<Script> found = new ArrayList<>();
    for (JsonMember member : scripts.members()) {
      if (EVENTS.contains(member.name())) {
        continue;
      }
      String command = command(member.value());
      if (command == null) {
        scripts.report(
            member.value(),
            "script " + VisibleText.quoted(member.name()) + " is neither a string nor a list");
        continue;
      }
      String description = descriptions.textOrEmpty(member.name());
      found.add(
          new Script(
              member.name(),
              "composer",
              // Composer ends a script after 300 s by default.
              Script.command(member.name(), "composer", "run-script", "--timeout=0"),
              directory,
              scripts.file(),
              member.line(),
              description.isEmpty() ? command : description,
              LongRunningScripts.matches(member.name(), command)));
    }
    return found;
  }

  private static @Nullable String command(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> text.value();
      case JsonValue.Items items ->
          items.values().stream()
              .filter(JsonValue.Text.class::isInstance)
              .map(item -> ((JsonValue.Text) item).value())
              .collect(Collectors.joining(" && "));
      case JsonObject _, JsonValue.Flag _, JsonValue.Literal _ -> null;
    };
  }

  private static Script server(String name, Path directory, String origin, String... command) {
    return new Script(
        name,
        "php",
        List.of(command),
        directory,
        directory.resolve(origin),
        0,
        String.join(" ", command),
        /* startsWithGroup= */ true);
  }
}
