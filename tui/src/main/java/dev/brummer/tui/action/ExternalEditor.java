package dev.brummer.tui.action;

import dev.brummer.tui.model.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The person's editor and how it is told a line: `$VISUAL`, `$EDITOR`, else vi or nano.
///
/// @param commandLine the program and its own arguments
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

  /// Have a window of their own, so the terminal stays ours.
  private static final Set<String> WINDOWED = Set.of("subl", "zed", "atom", "mate", "gvim");

  public ExternalEditor {
    commandLine = List.copyOf(commandLine);
  }

  /// @return null where there is none
  static @Nullable public ExternalEditor of(Map<String, String> environment) {
    for (String variable : List.of("VISUAL", "EDITOR")) {
      String line = environment.getOrDefault(variable, "").strip();
      if (!line.isEmpty()) {
        return new ExternalEditor(List.of(line.split("\\s+")));
      }
    }
    for (String program : List.of("vi", "nano")) {
      for (String directory : environment.getOrDefault("PATH", "").split(":")) {
        if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
          return new ExternalEditor(List.of(program));
        }
      }
    }
    return null;
  }

  String name() {
    String program = commandLine.getFirst();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /// Whether it needs the terminal for itself.
  boolean runsInTerminal() {
    return !(GOTO_OPTION.contains(name())
        || LINE_OPTION.contains(name())
        || WINDOWED.contains(name()));
  }

  /// What to run to see a place.
  List<String> command(SourceLocation place) {
    List<String> command = new ArrayList<>(commandLine);
    String at = place.line() == 0 ? "" : ":" + place.line();
    String exact = at + (place.column() == 0 || at.isEmpty() ? "" : ":" + place.column());
    if (GOTO_OPTION.contains(name())) {
      command.add("-g");
      command.add(place.file() + exact);
    } else if (COLON_LINE.contains(name())) {
      command.add(place.file() + exact);
    } else {
      if (place.line() > 0 && PLUS_LINE.contains(name())) {
        command.add("+" + place.line());
      } else if (place.line() > 0 && LINE_OPTION.contains(name())) {
        command.add("--line");
        command.add(String.valueOf(place.line()));
      }
      command.add(place.file().toString());
    }
    return command;
  }
}
