package dev.brummer.engine.script.direct;

import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values of a `package.json` as variables, one per scalar, as npm does.
///
/// @param environment receives them
record ManifestVariables(Map<String, String> environment) {
  /// @param name of the variable, or what precedes it
  void add(String name, JsonValue value) throws ManagerNeededException {
    switch (value) {
      case JsonObject object -> {
        for (JsonMember member : object.members()) {
          add(name + "_" + member.name(), member.value());
        }
      }
      case JsonValue.Text text -> environment.put(name, text.value());
      case JsonValue.Flag flag -> environment.put(name, flag.value() ? "true" : "");
      case JsonValue.Literal literal -> environment.put(name, literal(literal));
      default -> throw new ManagerNeededException("package.json has a list there");
    }
  }

  /// A number as JavaScript prints it; `null` is empty.
  private static String literal(JsonValue.Literal literal) throws ManagerNeededException {
    if (literal.text().equals("null")) {
      return "";
    }
    return number(literal);
  }

  static String number(JsonValue.Literal literal) throws ManagerNeededException {
    if (!literal.text().matches("0|-?[1-9]\\d{0,14}")) {
      throw new ManagerNeededException("package.json has the number " + literal.text());
    }
    return literal.text();
  }

  /// Writes the field `bin`, normalised.
  void addPrograms(PackageFile manifest) throws ManagerNeededException {
    JsonValue bin = manifest.json().value("bin");
    if (bin == null && manifest.json().value("directories") instanceof JsonObject directories) {
      if (directories.has("bin")) {
        throw new ManagerNeededException("package.json has directories.bin");
      }
    }
    if (bin instanceof JsonValue.Text text) {
      addProgram(manifest.text("name"), text.value());
    } else if (bin instanceof JsonObject object) {
      for (JsonMember member : object.members()) {
        if (member.value() instanceof JsonValue.Text text) {
          addProgram(member.name(), text.value());
        }
      }
    } else if (bin != null) {
      throw new ManagerNeededException("package.json has an unusual bin");
    }
  }

  private void addProgram(@Nullable String name, String file) throws ManagerNeededException {
    if (name == null || name.isEmpty()) {
      return;
    }
    if (name.matches(".*[\\\\:].*|.*/\\.*") || !file.matches("[\\w./-]+")) {
      throw new ManagerNeededException("package.json has an unusual bin");
    }
    Path normal = Path.of("/").resolve(file.replaceFirst("^/+", "")).normalize();
    String target = normal.toString().substring(1);
    if (!target.isEmpty()) {
      String base = name.substring(name.lastIndexOf('/') + 1);
      environment.put("npm_package_bin_" + base, target);
    }
  }
}
