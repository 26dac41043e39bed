package dev.brummer.app.attach;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlException;
import dev.brummer.tui.terminal.TerminalTraits;
import java.util.HashMap;
import java.util.Map;

/// Parameters of the method `attach`.
///
/// @param frames version of the frames, see [#FRAMES]
/// @param variables environment variables that describe the terminal
/// @param mouse whether mouse reporting is on
/// @param colours false turns all colours off
/// @param browser whether the session of the client can show a browser
record AttachRequest(
    int frames,
    int columns,
    int rows,
    Map<String, String> variables,
    boolean mouse,
    boolean colours,
    boolean browser) {
  static final String METHOD = "attach";

  /// Version of the frames that this brummer sends and understands.
  static final int FRAMES = 2;

  private static final int MAX_SIZE = 0xffff;

  Map<String, Object> toParameters() {
    return Map.of(
        "frames", frames,
        "columns", columns,
        "rows", rows,
        "variables", variables,
        "mouse", mouse,
        "colours", colours,
        "browser", browser);
  }

  /// @throws ControlException if a parameter has another type
  static AttachRequest of(ControlCall call) throws ControlException {
    Map<String, String> variables = new HashMap<>();
    JsonNode given = call.params().path("variables");
    for (String name : TerminalTraits.VARIABLES) {
      if (given.path(name).isTextual()) {
        variables.put(name, given.path(name).textValue());
      }
    }
    return new AttachRequest(
        (int) call.number("frames", 0, 0, Integer.MAX_VALUE),
        (int) call.number("columns", 80, 1, MAX_SIZE),
        (int) call.number("rows", 24, 1, MAX_SIZE),
        variables,
        call.bool("mouse"),
        call.bool("colours"),
        call.bool("browser"));
  }

  TerminalTraits traits() {
    TerminalTraits traits = TerminalTraits.of(variables, mouse);
    return colours ? traits : traits.withoutColours();
  }
}
