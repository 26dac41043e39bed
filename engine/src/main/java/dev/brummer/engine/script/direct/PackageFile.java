package dev.brummer.engine.script.direct;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A whole `package.json`. Confined to one thread.
record PackageFile(Path directory, JsonObject json) {
  static final String NAME = "package.json";

  /// Reads the file of a directory.
  static PackageFile read(Path directory) throws ManagerNeededException {
    PackageFile found = readIfPresent(directory);
    if (found == null) {
      throw new ManagerNeededException("no package.json in " + directory);
    }
    return found;
  }

  /// Reads the file of a directory; null if there is none.
  static @Nullable PackageFile readIfPresent(Path directory) throws ManagerNeededException {
    AtomicBoolean broken = new AtomicBoolean();
    JsonObject json =
        JsonFile.read(
            directory.resolve(NAME),
            JsonFile.Dialect.STRICT,
            Set.of(),
            (_, _, _, _) -> broken.set(true));
    if (broken.get()) {
      throw new ManagerNeededException("package.json of " + directory + " is not valid");
    }
    return json == null ? null : new PackageFile(directory, json);
  }

  /// The text of a script; null if there is none.
  @Nullable String script(String name) {
    return json.value("scripts") instanceof JsonObject scripts
            && scripts.value(name) instanceof JsonValue.Text text
            && !text.value().isEmpty()
        ? text.value()
        : null;
  }

  /// A string of the top level; null if it is absent or another type.
  @Nullable String text(String name) {
    return json.value(name) instanceof JsonValue.Text text ? text.value() : null;
  }

  boolean has(String name) {
    return json.value(name) != null;
  }

  /// Whether it declares packages to install.
  boolean hasDependencies() {
    return hasMembers("dependencies") || hasMembers("devDependencies");
  }

  private boolean hasMembers(String name) {
    return json.value(name) instanceof JsonObject object && !object.members().isEmpty();
  }
}
