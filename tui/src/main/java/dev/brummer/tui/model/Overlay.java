package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.emulator.ScreenSnapshot;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown above the panes and receives the keys.
public sealed interface Overlay {
  /// The input line, null if the overlay has none.
  default @Nullable TextInput input() {
    return null;
  }

  /// The cursor of the list of entries, null if the overlay has none.
  default @Nullable ListCursor rows() {
    return null;
  }

  /// No overlay.
  record None() implements Overlay {}

  /// The list of all keys, filtered by the input.
  record Help(TextInput input, ListCursor rows) implements Overlay {}

  /// The command palette, filtered by the input.
  record Palette(TextInput input, ListCursor rows) implements Overlay {}

  /// An input line in the footer.
  record Prompt(Purpose purpose, TextInput input) implements Overlay {
    /// What the input is used for.
    public enum Purpose {
      SEARCH_LOG("search"),
      FILTER_LOG("filter lines (!without /regex/ @process >=warn)"),
      FILTER_REQUESTS("filter requests (!without 5xx >=400 >200ms >10k @process)"),
      FILTER_PROCESSES("filter processes"),
      RUN_COMMAND("run");

      private final String label;

      Purpose(String label) {
        this.label = label;
      }

      public String label() {
        return label;
      }
    }
  }

  /// The processes of a group that can be started, for a choice.
  ///
  /// @param group name of the group
  /// @param processes members that do not run, in list order
  /// @param chosen indexes of those to start
  record StartGroup(String group, List<ProcessRow> processes, BitSet chosen, ListCursor rows)
      implements Overlay {
    /// Chooses the members that start with their group.
    public static StartGroup of(String group, List<ProcessRow> processes) {
      BitSet chosen = new BitSet();
      for (int i = 0; i < processes.size(); i++) {
        chosen.set(i, processes.get(i).info().spec().startsWithGroup());
      }
      return new StartGroup(group, List.copyOf(processes), chosen, new ListCursor());
    }

    public void toggleSelected() {
      chosen.flip(rows.selected(processes.size()));
    }

    /// Chooses all, or none if all are chosen.
    public void toggleAll() {
      chosen.set(0, processes.size(), chosen.cardinality() < processes.size());
    }

    public List<ProcessRow> chosenProcesses() {
      return chosen.stream().mapToObj(processes::get).toList();
    }
  }

  /// Processes that earlier runs have left, with the question whether to end them.
  ///
  /// @param orphans each as its program, its pid and the managed process that it belongs to
  record Orphans(List<String> orphans) implements Overlay {}

  /// A change of the configuration files, with the question whether to apply it.
  record ConfigChange(Event.ConfigChanged change) implements Overlay {}

  /// A URL as a QR code.
  record QrCode(String url) implements Overlay {}

  /// The terminal of an attached process, which receives all keys except Ctrl-A.
  record Interactive(int process, ScreenSnapshot screen, TerminalSelection selection)
      implements Overlay {
    public Interactive withSelection(TerminalSelection next) {
      return new Interactive(process, screen, next);
    }
  }

  /// The quit screen, shown until all processes have ended.
  ///
  /// @param killed whether the remaining processes have been killed
  record Quitting(boolean killed, long sinceMillis) implements Overlay {}
}
