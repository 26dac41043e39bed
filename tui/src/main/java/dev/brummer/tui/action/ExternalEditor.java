package dev.brummer.tui.action;

import dev.brummer.engine.process.SearchPath;
import dev.brummer.tui.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The user's editor and its syntax for opening a line: `$VISUAL`, `$EDITOR`, else vi or nano.
///
/// @param commandLine the program and its arguments
public record ExternalEditor(List<String> commandLine) {
  private static final Set<String> PLUS_LINE =
      Set.of(
          "vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne");
  private static final Set<String> GOTO_OPTION =
      Set.of("code", "code-insiders", "codium", "cursor", "windsurf");
  private static final Set<String> COLON_LINE =
      Set.of("subl", "zed", "hx", "helix", "atom", "mate");
  private static final Set<String> LINE_OPTION =
      Set.of("idea", "webstorm", "pycharm", "goland", "phpstorm", "rubymine", "clion", "rider");

  /// Editors with their own window; they leave the terminal to brummer.
  private static final Set<String> WINDOWED = Set.of("subl", "zed", "atom", "mate", "gvim");

  public ExternalEditor {
    commandLine = List.copyOf(commandLine);
  }

  /// @return null if no editor is configured or installed
  public static @Nullable ExternalEditor of(Map<String, String> environment) {
    for (String variable : List.of("VISUAL", "EDITOR")) {
      String line = environment.getOrDefault(variable, "").strip();
      if (!line.isEmpty()) {
        return new ExternalEditor(List.of(line.split("\\s+")));
      }
    }
    for (String program : List.of("vi", "nano")) {
      if (SearchPath.of(environment).find(program) != null) {
        return new ExternalEditor(List.of(program));
      }
    }
    return null;
  }

  String name() {
    String program = commandLine.getFirst();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /// Whether the editor needs the terminal.
  boolean runsInTerminal() {
    return !(GOTO_OPTION.contains(name())
        || LINE_OPTION.contains(name())
        || WINDOWED.contains(name()));
  }

  /// The command that opens a location.
  List<String> command(SourceLocation location) {
    List<String> command = new ArrayList<>(commandLine);
    String line = location.line() == 0 ? "" : ":" + location.line();
    String position =
        line + (location.column() == 0 || line.isEmpty() ? "" : ":" + location.column());
    if (GOTO_OPTION.contains(name())) {
      command.add("-g");
      command.add(location.file() + position);
    } else if (COLON_LINE.contains(name())) {
      command.add(location.file() + position);
    } else {
      if (location.line() > 0 && PLUS_LINE.contains(name())) {
        command.add("+" + location.line());
      } else if (location.line() > 0 && LINE_OPTION.contains(name())) {
        command.add("--line");
        command.add(String.valueOf(location.line()));
      }
      command.add(location.file().toString());
    }
    return command;
  }
}
