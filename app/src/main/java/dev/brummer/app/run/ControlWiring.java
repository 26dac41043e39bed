package dev.brummer.app.run;

import dev.brummer.app.control.ControlServer;
import dev.brummer.app.control.ControlSettings;
import dev.brummer.app.control.method.LogLineMethod;
import dev.brummer.app.control.method.OperationMethods;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import java.util.Map;

/// Connects the control channel to the parts of a run.
final class ControlWiring {
  private ControlWiring() {}

  /// Creates the control server with its methods; it is not started.
  ///
  /// @param detecting whether this run detects errors
  static ControlServer create(
      Engine engine,
      RunPlan plan,
      ProjectOperations operations,
      boolean detecting,
      Map<String, String> environment,
      boolean background) {
    ControlServer server =
        new ControlServer(
            ControlSettings.of(
                    plan.project(),
                    environment,
                    text ->
                        engine.bus().publish(new Event.Notice(text, System.currentTimeMillis())))
                .inBackground(background));
    OperationMethods.register(server, operations, detecting);
    LogLineMethod.register(server, engine.logs(), engine.bus());
    return server;
  }
}
