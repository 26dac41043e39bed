package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of a `package.json` that brummer uses, with the line of each script.
///
/// @param name empty if absent
/// @param manager the field `packageManager`, else the name in `devEngines.packageManager`, or null
/// @param scripts in file order, without comments and empty ones
/// @param workspaces glob patterns of member directories
/// @param dependencies names of all dependencies, if they were read
/// @param nx the settings of nx; without members if absent
public record PackageManifest(
    Path file,
    String name,
    @Nullable String manager,
    List<ScriptEntry> scripts,
    List<JsonValue.Text> workspaces,
    Set<String> dependencies,
    JsonObject nx) {
  static final String FILE_NAME = "package.json";

  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

  private static final Set<String> FIELDS =
      Set.of("name", "packageManager", "devEngines", "scripts", "workspaces", "wireit", "nx");

  private static final Set<String> ALL_FIELDS =
      Stream.concat(FIELDS.stream(), DEPENDENCIES.stream()).collect(Collectors.toSet());

  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\s\u2500-\u257f]*");

  /// A script.
  ///
  /// @param text the command; of a script that wireit runs, the command that it declares there
  /// @param parts scripts that run beside each other and are all that the script does; usually
  ///   empty
  /// @param service whether wireit declares that it runs until it is stopped
  public record ScriptEntry(
      String name, String text, int line, List<String> parts, boolean service) {}

  /// Reads `package.json` of the directory; null if there is none.
  ///
  /// @param dependencies whether to read the dependencies, which takes as long as all the rest
  static @Nullable PackageManifest read(
      Path directory, boolean dependencies, JsonProblems problems) {
    Path file = directory.resolve(FILE_NAME);
    Set<String> fields = dependencies ? ALL_FIELDS : FIELDS;
    JsonObject json = JsonFile.read(file, JsonFile.Dialect.STRICT, fields, problems);
    if (json == null) {
      return null;
    }
    json.reportDuplicates("");
    return new PackageManifest(
        file,
        json.textOrEmpty("name"),
        manager(json),
        scripts(json),
        workspaces(json),
        dependencies(json),
        json.objectOrEmpty("nx"));
  }

  /// The script of this name, or null.
  public @Nullable ScriptEntry script(String wanted) {
    for (ScriptEntry entry : scripts) {
      if (entry.name().equals(wanted)) {
        return entry;
      }
    }
    return null;
  }

  private static @Nullable String manager(JsonObject json) {
    String field = json.text("packageManager");
    if (field != null) {
      return field;
    }
    JsonObject engines = json.object("devEngines");
    return switch (engines == null ? null : engines.value("packageManager")) {
      case JsonObject one -> one.text("name");
      case JsonValue.Items items
          when !items.values().isEmpty() && items.values().getFirst() instanceof JsonObject first ->
          first.text("name");
      case null, default -> null;
    };
  }

  private static List<ScriptEntry> scripts(JsonObject json) {
    JsonValue value = json.value("scripts");
    if (!(value instanceof JsonObject scripts)) {
      if (value != null) {
        json.report(value, "\"scripts\" is not an object, expected '{'");
      }
      return List.of();
    }
    JsonObject wireit = json.objectOrEmpty("wireit");
    List<ScriptEntry> entries = new ArrayList<>();
    for (JsonMember member : scripts.members()) {
      String name = member.name();
      if (isComment(name)) {
        continue;
      }
      if (!(member.value() instanceof JsonValue.Text text)) {
        scripts.report(
            member.value(),
            "script " + VisibleText.quoted(name) + " skipped: expected a command string");
      } else if (!text.value().isBlank()) {
        entries.add(entry(member, text.value(), wireit));
      }
    }
    scripts.reportDuplicates("script ", name -> !isComment(name));
    return List.copyOf(entries);
  }

  private static ScriptEntry entry(JsonMember member, String text, JsonObject wireit) {
    JsonObject settings = text.strip().equals("wireit") ? wireit.object(member.name()) : null;
    if (settings == null) {
      return new ScriptEntry(member.name(), text, member.line(), List.of(), false);
    }
    String command = settings.text("command");
    boolean service =
        switch (settings.value("service")) {
          case JsonObject _ -> true;
          case JsonValue.Flag flag -> flag.value();
          case null, default -> false;
        };
    List<String> parts = command == null ? sameDirectory(settings) : List.of();
    return new ScriptEntry(
        member.name(), command == null ? text : command, member.line(), parts, service);
  }

  /// The dependencies of a wireit script if all are scripts of the same package, else none.
  private static List<String> sameDirectory(JsonObject settings) {
    List<String> names = new ArrayList<>();
    for (JsonValue item : settings.items("dependencies")) {
      if (!(item instanceof JsonValue.Text text) || text.value().matches("[.<$].*|.*:.*#.*")) {
        return List.of();
      }
      names.add(text.value());
    }
    return names;
  }

  /// JSON has no comments, so people write them as keys: `"//"`, `"#build"`, `"-----"`, `""`.
  private static boolean isComment(String key) {
    return key.startsWith("//") || key.startsWith("#") || PUNCTUATION.matcher(key).matches();
  }

  /// An array of globs, or an object with such an array in `packages`.
  private static List<JsonValue.Text> workspaces(JsonObject json) {
    return json.value("workspaces") instanceof JsonObject object
        ? object.texts("packages")
        : json.texts("workspaces");
  }

  private static Set<String> dependencies(JsonObject json) {
    Set<String> names = new HashSet<>();
    for (String field : DEPENDENCIES) {
      if (json.value(field) instanceof JsonObject object) {
        object.members().forEach(member -> names.add(member.name()));
      }
    }
    return names;
  }
}
