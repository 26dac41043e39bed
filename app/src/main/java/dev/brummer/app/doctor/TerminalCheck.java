package dev.brummer.app.doctor;

import dev.brummer.tui.paint.ColourDepth;
import java.util.List;
import java.util.Locale;

/// The terminal: type, size and colours.
final class TerminalCheck implements HealthCheck {
  private static final int MIN_COLUMNS = 80;
  private static final int MIN_ROWS = 20;

  @Override
  public String topic() {
    return "terminal";
  }

  @Override
  public List<Finding> run(DoctorContext context) throws Exception {
    if (!context.streams().inputTerminal() || !context.streams().outputTerminal()) {
      return List.of(Finding.ok(topic(), "none: brummer run prints plain output"));
    }
    String term = context.variable("TERM");
    if (term.isEmpty() || term.equals("dumb")) {
      return List.of(
          Finding.problem(
              topic(),
              term.isEmpty() ? "TERM is not set" : "TERM is dumb: no UI",
              "set it to the type of your terminal, such as xterm-256color"));
    }
    int[] size = size(context);
    String text = term + (size[0] > 0 ? ", " + size[1] + " x " + size[0] : "") + ", ";
    text += colours(ColourDepth.of(context.environment()));
    boolean small = size[0] > 0 && (size[0] < MIN_ROWS || size[1] < MIN_COLUMNS);
    return List.of(
        small
            ? Finding.warning(
                topic(),
                text + ": small",
                "the UI has room for all panes from " + MIN_COLUMNS + " x " + MIN_ROWS + " on")
            : Finding.ok(topic(), text));
  }

  private static String colours(ColourDepth depth) {
    return switch (depth) {
      case NONE -> "no colours (NO_COLOR)";
      case ANSI16 -> "16 colours";
      case INDEXED -> "256 colours";
      case TRUE_COLOUR -> "true colours";
    };
  }

  /// Rows and columns; 0 if unknown.
  private static int[] size(DoctorContext context) throws Exception {
    String text = context.tools().onTerminal("stty", "size").firstLine().toLowerCase(Locale.ROOT);
    if (!text.matches("\\d{1,5} \\d{1,5}")) {
      return new int[] {0, 0};
    }
    String[] parts = text.split(" ");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
