package dev.brummer.app.mcp.install;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done for one client.
public sealed interface InstallPlan {
  /// Name of the client for people.
  String title();

  /// Whether there is something to do.
  default boolean changesSomething() {
    return switch (this) {
      case Nothing _, Impossible _ -> false;
      case RunCommand _, EditFile _ -> true;
    };
  }

  /// Nothing: the file is as it should be.
  record Nothing(String title, String sentence) implements InstallPlan {}

  /// Not possible for this client.
  ///
  /// @param snippet what a person could add by hand; empty if there is nothing
  record Impossible(String title, String sentence, String snippet) implements InstallPlan {}

  /// Runs the client's own command; edits the file if that fails.
  record RunCommand(String title, List<String> command, EditFile otherwise)
      implements InstallPlan {}

  /// Replaces a file.
  ///
  /// @param base the text that the installation starts from; differs from the file if an earlier
  ///   installation is replaced
  /// @param result null: the file is deleted
  /// @param shared whether it is a file of the project
  record EditFile(
      String title, ConfigurationFile file, String base, @Nullable String result, boolean shared)
      implements InstallPlan {
    /// The difference as lines with `-` and `+`.
    public String difference() {
      return LineDifference.of(file.text(), result == null ? "" : result);
    }

    /// The file as the client names it.
    public String path() {
      return file.path().toString();
    }
  }
}
