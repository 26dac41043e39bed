package dev.brummer.tui.action;

import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Toast;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hands copies to the clipboard tool of the desktop, beside the terminal's own way (OSC 52), which
/// many terminals have switched off. On a virtual thread: a tool may hang for want of a display.
public final class ClipboardCommand {
  private static final int PATIENCE_SECONDS = 5;
  private final Map<String, String> environment;
  private final UiInbox inbox;

  /// @param environment brummer's own
  /// @param inbox is told if a tool fails
  public ClipboardCommand(Map<String, String> environment, UiInbox inbox) {
    this.environment = environment;
    this.inbox = inbox;
  }

  void copy(String text) {
    List<String> command = command();
    if (command != null) {
      Thread.ofVirtual().name("clipboard").start(() -> run(command, text));
    }
  }

  /// The tool for where this runs, null where there is none.
  @Nullable List<String> command() {
    if (present("TMUX") && installed("tmux")) {
      return List.of("tmux", "load-buffer", "-w", "-");
    }
    if (present("WAYLAND_DISPLAY") && installed("wl-copy")) {
      return List.of("wl-copy");
    }
    if (present("DISPLAY") && installed("xclip")) {
      return List.of("xclip", "-selection", "clipboard");
    }
    if (present("DISPLAY") && installed("xsel")) {
      return List.of("xsel", "--clipboard", "--input");
    }
    if (installed("pbcopy")) {
      return List.of("pbcopy");
    }
    return present("WSL_DISTRO_NAME") && installed("clip.exe") ? List.of("clip.exe") : null;
  }

  private boolean present(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private boolean installed(String program) {
    for (String directory : environment.getOrDefault("PATH", "").split(":")) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private void run(List<String> command, String text) {
    try {
      Process tool =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = tool.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        tool.destroyForcibly();
        failed(command, "it does not end");
      } else if (tool.exitValue() != 0) {
        failed(command, "exit " + tool.exitValue());
      }
    } catch (IOException broken) {
      failed(command, String.valueOf(broken.getMessage()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(List<String> command, String why) {
    String text = "copied by the terminal only: " + command.getFirst() + " failed, " + why;
    inbox.post(new UiMessage.Said(text, Toast.Mood.NOTICE));
  }
}
