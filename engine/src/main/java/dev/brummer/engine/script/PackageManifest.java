package dev.brummer.engine.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a `package.json` that brummer uses, with the line of each script. Parsed as a
/// stream, so that everything before a syntax error is kept and the error has a position.
///
/// @param name empty if absent
/// @param manager the field `packageManager`, or null
/// @param workspaces glob patterns of member directories
record PackageManifest(
    Path file,
    String name,
    @Nullable String manager,
    List<ScriptEntry> scripts,
    List<String> workspaces) {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Set<String> FIELDS =
      Set.of("name", "packageManager", "scripts", "workspaces");

  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\s\u2500-\u257f]*");

  record ScriptEntry(String name, String text, int line) {}

  /// Reads `package.json` of the directory; null if there is none. Problems are added as warnings.
  static @Nullable PackageManifest read(Path directory, DiscoveredScriptsBuilder builder)
      throws IOException {
    Path file = directory.resolve("package.json");
    try {
      String text = ProjectFileReader.read(file);
      return text == null ? null : new ManifestReader(file, builder).read(text);
    } catch (IOException unreadable) {
      builder.warnUnreadable(file, unreadable);
      return null;
    }
  }

  private static final class ManifestReader {
    private final Path file;
    private final DiscoveredScriptsBuilder builder;
    private String name = "";
    private @Nullable String manager;
    private final Map<String, ScriptEntry> scripts = new LinkedHashMap<>();
    private final List<String> workspaces = new ArrayList<>();
    private final Map<String, List<Integer>> linesOfFields = new HashMap<>();

    ManifestReader(Path file, DiscoveredScriptsBuilder builder) {
      this.file = file;
      this.builder = builder;
    }

    PackageManifest read(String text) throws IOException {
      try (JsonParser json = JSON.createParser(text)) {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
          members(json);
          if (json.nextToken() != null) {
            warn(
                json.currentTokenLocation(),
                "unexpected text after the last '}', expected end of file");
          }
        } else if (first == null) {
          builder.warn(file, 1, 1, "empty file, expected '{'");
        } else {
          warn(json.currentTokenLocation(), "expected '{'");
        }
      } catch (JsonProcessingException broken) {
        warn(broken.getLocation(), JsonErrorMessage.of(broken.getOriginalMessage()));
      }
      return new PackageManifest(
          file, name, manager, List.copyOf(scripts.values()), List.copyOf(workspaces));
    }

    private void members(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        int line = json.currentTokenLocation().getLineNr();
        json.nextToken();
        if (FIELDS.contains(field)) {
          field(field, line);
        }
        switch (field) {
          case "name" -> name = string(json, "");
          case "packageManager" -> manager = string(json, "");
          case "scripts" -> scripts(json);
          case "workspaces" -> workspaces(json);
          default -> json.skipChildren();
        }
      }
    }

    /// Discards the earlier values of a field that occurs twice, as JavaScript does.
    private void field(String field, int line) {
      List<Integer> lines = linesOfFields.computeIfAbsent(field, _ -> new ArrayList<>());
      lines.add(line);
      if (lines.size() > 1) {
        builder.warnDuplicate(file, VisibleText.quoted(field), lines);
        if (field.equals("scripts")) {
          scripts.clear();
        } else if (field.equals("workspaces")) {
          workspaces.clear();
        }
      }
    }

    private String string(JsonParser json, String otherwise) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      json.skipChildren();
      return otherwise;
    }

    private void scripts(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        warn(json.currentTokenLocation(), "\"scripts\" is not an object, expected '{'");
        json.skipChildren();
        return;
      }
      Map<String, List<Integer>> linesOf = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String script = json.currentName();
        int line = json.currentTokenLocation().getLineNr();
        if (isComment(script)) {
          json.nextToken();
          json.skipChildren();
        } else {
          linesOf.computeIfAbsent(script, _ -> new ArrayList<>()).add(line);
          script(json, script, line);
        }
      }
      linesOf.forEach((script, lines) -> {
        if (lines.size() > 1) {
          builder.warnDuplicate(file, "script " + VisibleText.quoted(script), lines);
        }
      });
    }

    /// Reads the value of a script. It replaces an earlier one of the same name, as in JavaScript.
    private void script(JsonParser json, String script, int line) throws IOException {
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        warn(
            json.currentTokenLocation(),
            "script " + VisibleText.quoted(script) + " skipped: expected a command string");
        json.skipChildren();
        scripts.remove(script);
      } else if (json.getText().isBlank()) {
        scripts.remove(script);
      } else {
        scripts.put(script, new ScriptEntry(script, json.getText(), line));
      }
    }

    /// JSON has no comments, so people write them as keys: `"//"`, `"#build"`, `"-----"`, `""`.
    private static boolean isComment(String key) {
      return key.startsWith("//") || key.startsWith("#") || PUNCTUATION.matcher(key).matches();
    }

    /// Accepts an array of globs, or an object with such an array in `packages`.
    private void workspaces(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean packages = json.currentName().equals("packages");
          json.nextToken();
          if (packages) {
            globs(json);
          } else {
            json.skipChildren();
          }
        }
      } else {
        globs(json);
      }
    }

    private void globs(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return;
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          workspaces.add(json.getText());
        } else {
          json.skipChildren();
        }
      }
    }

    private void warn(@Nullable JsonLocation at, String what) {
      builder.warn(file, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), what);
    }
  }
}
