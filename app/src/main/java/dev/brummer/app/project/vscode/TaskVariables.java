package dev.brummer.app.project.vscode;

import dev.brummer.app.project.format.ProjectContext;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces the variables in the texts of tasks. Pure.
final class TaskVariables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
  private static final String ENVIRONMENT = "env:";

  private final ProjectContext context;

  TaskVariables(ProjectContext context) {
    this.context = context;
  }

  /// The text with its variables replaced; null if one of them is known to the editor only.
  @Nullable String replace(String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (reference.find()) {
      String value = value(reference.group(1));
      if (value == null) {
        return null;
      }
      reference.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(result).toString();
  }

  private @Nullable String value(String name) {
    if (name.startsWith(ENVIRONMENT)) {
      return context.referencedVariables().getOrDefault(name.substring(ENVIRONMENT.length()), "");
    }
    Path directory = context.directory();
    return switch (name) {
      case "workspaceFolder", "workspaceRoot", "cwd", "fileWorkspaceFolder" -> directory.toString();
      case "workspaceFolderBasename" -> String.valueOf(directory.getFileName());
      case "userHome" -> context.environment().getOrDefault("HOME", "/");
      case "pathSeparator", "/" -> "/";
      default -> null;
    };
  }
}
