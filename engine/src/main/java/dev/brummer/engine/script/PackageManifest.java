package dev.brummer.engine.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  record ScriptEntry(String name, String text, int line) {}

  /// Reads `package.json` of the directory; null if there is none. Problems are added as warnings.
  static @Nullable PackageManifest read(Path directory, DiscoveryBuilder builder)
      throws IOException {
    Path file = directory.resolve("package.json");
    String text = ProjectFiles.read(file);
    return text == null ? null : new ManifestReader(file, builder).read(text);
  }

  private static final class ManifestReader {
    private final Path file;
    private final DiscoveryBuilder builder;
    private String name = "";
    private @Nullable String manager;
    private final List<ScriptEntry> scripts = new ArrayList<>();
    private final List<String> workspaces = new ArrayList<>();

    ManifestReader(Path file, DiscoveryBuilder builder) {
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
          file, name, manager, List.copyOf(scripts), List.copyOf(workspaces));
    }

    private void members(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "name" -> name = string(json, name);
          case "packageManager" -> manager = string(json, "");
          case "scripts" -> scripts(json);
          case "workspaces" -> workspaces(json);
          default -> json.skipChildren();
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
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String script = json.currentName();
        int line = json.currentTokenLocation().getLineNr();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          scripts.add(new ScriptEntry(script, json.getText(), line));
        } else {
          warn(
              json.currentTokenLocation(),
              "script \"" + script + "\" skipped: expected a command string");
          json.skipChildren();
        }
      }
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
