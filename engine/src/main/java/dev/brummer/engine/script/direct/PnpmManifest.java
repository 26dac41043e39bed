package dev.brummer.engine.script.direct;

import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes a `package.json` as variables, as pnpm does.
///
/// @param environment receives them
/// @param whole whether all fields are written, as before pnpm 10
record PnpmManifest(Map<String, String> environment, boolean whole) {
  private static final String PREFIX = "npm_package_";
  private static final Set<String> FIELDS = Set.of("name", "version", "config", "engines", "bin");

  void add(PackageFile manifest) throws ManagerNeededException {
    for (JsonMember member : manifest.json().members()) {
      boolean wanted = whole ? !member.name().equals("readme") : FIELDS.contains(member.name());
      if (wanted) {
        addMember(PREFIX, member.name(), member.value());
      }
    }
  }

  private void addMember(String prefix, String name, JsonValue value)
      throws ManagerNeededException {
    if (name.startsWith("_")) {
      return;
    }
    String variable = variable(prefix + name);
    if (value instanceof JsonObject object) {
      for (JsonMember member : object.members()) {
        addMember(variable + "_", member.name(), member.value());
      }
    } else if (value instanceof JsonValue.Items items) {
      List<JsonValue> values = items.values();
      for (int i = 0; i < values.size(); i++) {
        addMember(variable + "_", Integer.toString(i), values.get(i));
      }
    } else if (value instanceof JsonValue.Text text) {
      environment.put(variable, line(text.value()));
    } else if (value instanceof JsonValue.Flag flag) {
      environment.put(variable, Boolean.toString(flag.value()));
    } else if (value instanceof JsonValue.Literal literal) {
      boolean none = literal.text().equals("null");
      environment.put(variable, none ? "null" : ManifestVariables.number(literal));
    }
  }

  /// The name of a variable: other characters than letters and digits become `_`.
  static String variable(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /// A text of several lines as JSON.
  static String line(String text) throws ManagerNeededException {
    if (text.indexOf('\n') >= 0) {
      throw new ManagerNeededException("package.json has a text of several lines");
    }
    return text;
  }
}
