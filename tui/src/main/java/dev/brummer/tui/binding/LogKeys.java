package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Logs.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import java.util.ArrayList;
import java.util.List;

/// The keys of the log.
final class LogKeys {
  private LogKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(Binding.of("/", "search", "search", SEARCH));
    keys.add(Binding.of("n", "", "next match", NEXT_MATCH, DisabledReasons::noSearch));
    keys.add(Binding.of("N", "", "previous match", PREVIOUS_MATCH, DisabledReasons::noSearch));
    keys.add(
        Binding.of(
            "f", "filter", "only lines with a text, !without, /regex/, @process, >=warn", FILTER));
    keys.add(Binding.of("l", "level", "show all lines, or from info, warn, error on", LEVEL));
    keys.add(Binding.of("e", "", "next error", NEXT_ERROR, DisabledReasons::noErrors));
    keys.add(Binding.of("E", "", "previous error", PREVIOUS_ERROR, DisabledReasons::noErrors));
    keys.add(
        Binding.of("F", "follow", "follow the newest lines", FOLLOW, DisabledReasons::following));
    keys.add(Binding.of("p Space", "", "pause, or follow again", PAUSE));
    keys.add(Binding.of("w", "wrap", "wrap long lines, or cut them", WRAP));
    keys.add(Binding.of("J", "", "show JSON and logfmt lines readable, or as they are", RAW));
    keys.add(Binding.of("d", "", "fold repeats (×3), also those but for numbers, or none", FOLD));
    keys.add(Binding.of("t", "", "show the time of day, the age, or no time", TIMES));
    keys.add(Binding.of("a", "", "show all processes again", ALL, DisabledReasons::allShown));
    keys.add(Binding.of("v", "", "select lines from here; v again drops it", SELECT));
    keys.add(
        Binding.of("y Enter", "copy", "copy the selected lines", COPY, DisabledReasons::noLine));
    keys.add(Binding.of("b", "", "mark the line for later, or no longer", BOOKMARK));
    keys.add(
        Binding.of("B", "", "to the next marked line", NEXT_BOOKMARK, DisabledReasons::noBookmark));
    keys.add(Binding.of("S", "", "save the lines in view to a file", SAVE));
    keys.add(Binding.of("c", "", "copy the newest error", COPY_ERROR, DisabledReasons::noErrors));
    keys.add(Binding.of("L", "", "clear the view (nothing is deleted)", CLEAR));
    keys.addAll(MoveKeys.all());
    return keys;
  }
}
