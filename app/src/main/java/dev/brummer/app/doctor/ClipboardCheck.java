package dev.brummer.app.doctor;

import java.util.List;
import java.util.stream.Stream;

/// Where copied text goes: to the terminal (OSC 52), as far as its support is known, and to the
/// clipboard command of the desktop.
final class ClipboardCheck implements HealthCheck {
  private static final List<String> COMMANDS = List.of("wl-copy", "xclip", "xsel");

  @Override
  public String topic() {
    return "clipboard";
  }

  @Override
  public List<Finding> run(DoctorContext context) throws Exception {
    if (!context.streams().outputTerminal()) {
      return List.of();
    }
    boolean desktop =
        Stream.of("WAYLAND_DISPLAY", "DISPLAY").anyMatch(it -> !context.variable(it).isEmpty())
            && COMMANDS.stream().anyMatch(it -> context.tools().find(it) != null);
    String terminal = terminal(context);
    if (desktop) {
      return List.of(Finding.ok(topic(), "a command of the desktop; terminal: " + terminal));
    }
    return List.of(
        terminal.startsWith("no")
            ? Finding.warning(
                topic(),
                terminal + ", and no clipboard command: y copies nothing",
                "allow OSC 52 in the terminal, or install wl-clipboard or xclip")
            : Finding.ok(topic(), terminal));
  }

  private static String terminal(DoctorContext context) throws Exception {
    String program = context.variable("TERM_PROGRAM");
    if (!context.variable("TMUX").isEmpty()) {
      String setting = context.tools().run("tmux", "show", "-gv", "set-clipboard").firstLine();
      return setting.equals("off")
          ? "not through tmux (set-clipboard is off)"
          : "through tmux (set-clipboard is " + setting + ")";
    }
    if (program.equals("Apple_Terminal")
        || !context.variable("VTE_VERSION").isEmpty()
        || context.variable("TERM").equals("linux")) {
      return "not supported by this terminal (OSC 52)";
    }
    boolean known =
        Stream.of("KITTY_WINDOW_ID", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID", "GHOSTTY_BIN_DIR")
                .anyMatch(it -> !context.variable(it).isEmpty())
            || List.of("foot", "xterm-kitty", "alacritty", "xterm-ghostty")
                .contains(context.variable("TERM"));
    return known ? "OSC 52" : "OSC 52, if the terminal allows it";
  }
}
