package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Requests.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import java.util.ArrayList;
import java.util.List;

/// The keys of the requests.
final class RequestKeys {
  private RequestKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter", "to log", "show the log at that moment", TO_LOG, DisabledReasons::noRequest));
    keys.add(
        Binding.of(
            "f /",
            "filter",
            "only requests with a text, !without, 5xx, >=400, >200ms, >10k, @process",
            FILTER));
    keys.add(
        Binding.of(
            "a", "again", "send it to the server again", REPEAT, DisabledReasons::notRepeatable));
    keys.add(
        Binding.of(
            "c", "curl", "copy it as a curl command", COPY_CURL, DisabledReasons::noRequest));
    keys.add(Binding.of("y", "copy", "copy its URL", COPY, DisabledReasons::noRequest));
    keys.add(
        Binding.of(
            "S", "save", "save all requests as an HTTP archive", SAVE, DisabledReasons::noArchive));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.all());
    return keys;
  }
}
