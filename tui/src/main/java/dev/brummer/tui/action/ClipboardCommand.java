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
  private static final int TIMEOUT_SECONDS = 5;
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
    if (isSet("TMUX") && isInstalled("tmux")) {
      return List.of("tmux", "load-buffer", "-w", "-");
    }
    if (isSet("WAYLAND_DISPLAY") && isInstalled("wl-copy")) {
      return List.of("wl-copy");
    }
    if (isSet("DISPLAY") && isInstalled("xclip")) {
      return List.of("xclip", "-selection", "clipboard");
    }
    if (isSet("DISPLAY") && isInstalled("xsel")) {
      return List.of("xsel", "--clipboard", "--input");
    }
    if (isInstalled("pbcopy")) {
      return List.of("pbcopy");
    }
    return isSet("WSL_DISTRO_NAME") && isInstalled("clip.exe") ? List.of("clip.exe") : null;
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private boolean isInstalled(String program) {
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
      if (!tool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        tool.destroyForcibly();
        reportFailure(command, "it does not end");
      } else if (tool.exitValue() != 0) {
        reportFailure(command, "exit " + tool.exitValue());
      }
    } catch (IOException broken) {
      reportFailure(command, String.valueOf(broken.getMessage()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void reportFailure(List<String> command, String why) {
    String text = "copied by the terminal only: " + command.getFirst() + " failed, " + why;
    inbox.post(new UiMessage.Notification(text, Toast.Severity.INFO));
  }
}
