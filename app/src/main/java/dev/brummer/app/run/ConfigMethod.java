package dev.brummer.app.run;

import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlException;
import dev.brummer.app.control.ControlMethod;
import dev.brummer.app.control.ControlServer;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.event.Event;
import java.util.Map;

/// The method `config.apply`: applies changed configuration files, or says what that would do.
final class ConfigMethod implements ControlMethod {
  private static final String CLIENT = "brummer config apply";

  private final ConfigReload reload;

  private ConfigMethod(ConfigReload reload) {
    this.reload = reload;
  }

  static void register(ControlServer server, ConfigReload reload) {
    server.method("config.apply", new ConfigMethod(reload));
  }

  @Override
  public Object call(ControlCall call) throws ControlException {
    boolean dryRun = call.bool("dryRun");
    boolean json = call.string("format", "text").equals("json");
    Event.ConfigChanged change = dryRun ? reload.check() : reload.apply(CLIENT);
    if (!change.error().isEmpty()) {
      throw UserException.usage(change.error());
    }
    String text =
        dryRun && !change.isEmpty()
            ? "would " + String.join("; ", change.lines())
            : ConfigReload.describe(change);
    Object value =
        Map.of(
            "applied", !dryRun,
            "restarted", change.restarted(),
            "changed", change.changed(),
            "added", change.added(),
            "removed", change.removed());
    return Map.of(
        "exitCode", ExitCodes.OK, json ? "value" : "text", json ? value : text, "note", "");
  }
}
