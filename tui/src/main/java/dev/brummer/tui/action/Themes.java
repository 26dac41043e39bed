package dev.brummer.tui.action;

import dev.brummer.tui.paint.ColourMode;
import dev.brummer.tui.paint.FrameDiff;
import dev.brummer.tui.paint.Look;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.terminal.Screen;
import java.io.IOException;
import java.util.Optional;

/// Which theme is shown, and what the terminal has told about its own colours.
///
/// The terminal is asked once, behind the first frame, and nobody waits for it: until it answers,
/// if it ever does, the colours are those that can be read on any ground. Confined to the thread
/// `tui`.
public final class Themes {
  private final ColourMode mode;
  private final FrameDiff diff;
  private Look look;
  private TerminalColours colours;
  private boolean asked;

  public Themes(Look look, ColourMode mode, TerminalColours colours, FrameDiff diff) {
    this.look = look;
    this.mode = mode;
    this.colours = colours;
    this.diff = diff;
    show();
  }

  private void show() {
    diff.palette(look.palette(mode, colours));
  }

  /// The terminal's ground as 0xRRGGBB, negative while it is unknown.
  public int ground() {
    return colours.ground();
  }

  /// Asks the terminal for its colours, the first time.
  public void ask(Screen screen) throws IOException {
    if (!asked && mode != ColourMode.NONE) {
      asked = true;
      screen.askColours();
    }
  }

  /// An answer.
  ///
  /// @param place 0 to 15, or [TerminalColours#GROUND]
  public void told(int place, int colour) {
    colours = colours.with(place, colour);
    show();
  }

  /// The terminal has become dark or light.
  public void turned(boolean dark, Screen screen) throws IOException {
    colours = colours.onGround(dark);
    show();
    asked = false;
    ask(screen);
  }

  /// Shows a theme by its name, the next one if that is empty.
  ///
  /// @return what there is to say, or nothing if there is no such theme
  Optional<String> choose(String name) {
    Look[] all = Look.values();
    if (!name.isEmpty() && !Look.words().contains(name)) {
      return Optional.empty();
    }
    look = name.isEmpty() ? all[(look.ordinal() + 1) % all.length] : Look.of(name);
    show();
    return Optional.of(
        mode == ColourMode.NONE ? "no colours: NO_COLOR or --no-color" : "theme " + look.word());
  }
}
