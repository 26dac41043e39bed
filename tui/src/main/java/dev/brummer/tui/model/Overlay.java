package dev.brummer.tui.model;

import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.model.list.ListCursor;

/// What lies over the frame and takes the keys.
public sealed interface Overlay {
  /// Nothing.
  record None() implements Overlay {}

  /// All keys, filtered by what is typed.
  record Help(TextInput filter, ListCursor rows) implements Overlay {}

  /// Every command, found by typing.
  record Palette(TextInput input, ListCursor rows) implements Overlay {}

  /// One line is asked for in the footer.
  record Prompt(Purpose purpose, TextInput input) implements Overlay {
    /// What becomes of the line.
    public enum Purpose {
      SEARCH("search"),
      FILTER("only lines with (!without /regex/ @process >=warn)"),
      REQUESTS("only requests with (!without 5xx >=400 >200ms >10k @process)"),
      FIND("only processes with"),
      RUN("run");

      private final String label;

      Purpose(String label) {
        this.label = label;
      }

      public String label() {
        return label;
      }
    }
  }

  /// A URL to be read by the camera of a phone.
  record QrCode(String url) implements Overlay {}

  /// All keys go to a process, whose screen is shown; Ctrl-A leaves.
  record Interactive(int process, ScreenSnapshot screen, CellSelection selection)
      implements Overlay {
    public Interactive withSelection(CellSelection next) {
      return new Interactive(process, screen, next);
    }
  }

  /// Everything is being stopped; the program ends when nothing is left.
  ///
  /// @param killed the person did not want to wait
  record Quitting(boolean killed, long sinceMillis) implements Overlay {}
}
