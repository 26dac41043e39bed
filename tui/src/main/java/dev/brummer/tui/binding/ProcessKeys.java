package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Processes.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import java.util.ArrayList;
import java.util.List;

/// The keys of the processes.
final class ProcessKeys {
  private ProcessKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "open",
            "start it, or show its own log when it has run; fold a group",
            OPEN,
            DisabledReasons::nothingListed));
    keys.add(
        Binding.of(
            "Space",
            "",
            "start it, or stop it when it runs; fold a group",
            TOGGLE,
            DisabledReasons::nothingListed));
    keys.add(Binding.of("n", "", "run a new command, or a script by its name", NEW));
    keys.add(
        Binding.of(
            "/",
            "filter",
            "only processes whose names have a text",
            FIND,
            DisabledReasons::noProcesses));
    keys.add(
        Binding.of(
            "m", "mute", "leave it out of the merged log, or not", MUTE, DisabledReasons::none));
    keys.add(
        Binding.of(
            "M", "", "only this one in the merged log, or all again", SOLO, DisabledReasons::none));
    keys.add(
        Binding.of(
            "w",
            "watch",
            "start it again whenever its files change, or not",
            WATCH,
            DisabledReasons::none));
    keys.addAll(MoveKeys.all());
    return keys;
  }
}
