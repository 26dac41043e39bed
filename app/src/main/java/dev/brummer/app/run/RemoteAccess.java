package dev.brummer.app.run;

import dev.brummer.app.attach.AttachEndpoint;
import dev.brummer.app.control.ControlServer;
import dev.brummer.app.control.ControlSettings;
import dev.brummer.app.control.method.LogLineMethod;
import dev.brummer.app.control.method.OperationMethods;
import dev.brummer.app.mcp.McpDoors;
import dev.brummer.app.operation.ProjectOperations;
import dev.brummer.app.operation.RunControl;
import dev.brummer.app.operation.UnregisteredScripts;
import dev.brummer.app.program.Version;
import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.proxy.ProxyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Controls a run from outside: the operations, and the control socket and MCP in front of them.
///
/// The processes need none of these, so [#open] is called after the command to start them, and the
/// thread `remote-access` builds everything once they have been spawned. Until the socket is there,
/// clients find no run. Any thread may call any method.
final class RemoteAccess implements AutoCloseable {
  /// Maximum time to leave the processors to the start of the processes.
  private static final Duration START_TIMEOUT = Duration.ofMillis(250);

  private static final long POLL_INTERVAL_NANOS = 2_000_000;

  /// Opening MCP over HTTP takes 30 ms of CPU time, which the processes need while they start.
  /// `brummer mcp` does not use it.
  private static final Duration HTTP_DELAY = Duration.ofSeconds(1);

  private final Engine engine;
  private final RunPlan plan;
  private final RunSettings settings;
  private final RunControl runControl;
  private final AttachEndpoint attach;
  private final @Nullable ConfigReload configReload;

  // Guarded by this.
  private List<ProcessSpec> others;
  private @Nullable UnregisteredScripts unregistered;
  private @Nullable ProjectOperations operations;
  private @Nullable ControlServer control;
  private @Nullable McpDoors mcp;
  private boolean closed;

  /// @param runControl what clients may ask of the run
  /// @param configReload what applies changed configuration files; null without any
  RemoteAccess(
      Engine engine,
      RunPlan plan,
      RunSettings settings,
      RunControl runControl,
      AttachEndpoint attach,
      @Nullable ConfigReload configReload) {
    this.engine = engine;
    this.plan = plan;
    this.settings = settings;
    this.runControl = runControl;
    this.attach = attach;
    this.configReload = configReload;
    this.others = plan.others();
  }

  /// Replaces what clients can start besides the registered processes.
  synchronized void replaceOthers(List<ProcessSpec> changed) {
    others = changed;
    if (unregistered != null) {
      unregistered.replace(changed);
    }
  }

  /// What the run offers to its clients.
  ///
  /// @param proxy null without a proxy
  /// @param tokens directory of the token of MCP over HTTP; null if MCP is not served over HTTP
  record Offer(@Nullable ProxyServer proxy, @Nullable Path tokens) {}

  /// Builds and opens everything on its own thread and returns at once. Called once, after the
  /// processes have been started. A failure is published as a notice; the run continues without
  /// remote control.
  ///
  /// @param started runs as soon as the processes have been started
  void open(Offer offer, Map<String, String> environment, Runnable started) {
    try {
      Thread.ofPlatform()
          .daemon()
          .name("remote-access")
          .start(() -> {
            awaitStart();
            started.run();
            try {
              create(offer, environment);
            } catch (RuntimeException | Error failure) { // a file could not be opened, for example
              publishNotice("remote control is off: " + IoErrorMessage.of(failure));
            }
          });
    } catch (OutOfMemoryError noThread) {
      started.run();
      publishNotice(ThreadLimit.SENTENCE + "; remote control is off");
    }
  }

  private void awaitStart() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isStarted() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
    }
  }

  private boolean isStarted() {
    for (ProcessInfo info : engine.processes().snapshot()) {
      boolean idle = info.state() instanceof ProcessState.Idle;
      if (info.state() instanceof ProcessState.Starting
          || (idle && plan.started().contains(info.name()))) {
        return false;
      }
    }
    return true;
  }

  /// Builds without the lock: a run that ends meanwhile does not wait.
  private void create(Offer offer, Map<String, String> environment) {
    UnregisteredScripts scripts;
    synchronized (this) {
      if (closed) {
        return;
      }
      scripts = new UnregisteredScripts(others);
      unregistered = scripts;
    }
    ProjectOperations created =
        new ProjectOperations(
            engine, offer.proxy(), plan.project(), plan.origins(), scripts, runControl);
    ControlServer server = createServer(created, environment);
    McpDoors doors = null;
    if (settings.mcpAllowed(plan.general())) {
      doors = new McpDoors(engine, created, Version.NUMBER);
      server.upgrade(McpDoors.METHOD, doors::serve);
    }
    synchronized (this) {
      if (closed) {
        created.close();
        return;
      }
      operations = created;
      control = server;
      mcp = doors;
    }
    server.start();
    if (configReload != null) {
      configReload.watch(plan);
    }
    if (doors != null && offer.tokens() != null) {
      Integer port = settings.mcpPort(plan.general());
      boolean atOnce = settings.mcpPort() != null || settings.background();
      Duration delay = atOnce ? Duration.ZERO : HTTP_DELAY;
      doors.openHttp(offer.tokens(), plan.project(), port, delay, server::http);
    }
  }

  private ControlServer createServer(ProjectOperations created, Map<String, String> environment) {
    ControlServer server =
        new ControlServer(
            ControlSettings.of(plan.project(), environment, this::publishNotice)
                .inBackground(settings.background()));
    OperationMethods.register(server, created);
    LogLineMethod.register(server, engine.logs(), engine.bus());
    server.upgrade(AttachEndpoint.method(), attach);
    if (configReload != null) {
      ConfigMethod.register(server, configReload);
    }
    return server;
  }

  private void publishNotice(String text) {
    engine.bus().publish(new Event.Notice(text, System.currentTimeMillis()));
  }

  /// Lets clients read the answers to their calls when the run ends by itself: a client may have
  /// stopped its last process, or waited for the end of it.
  ///
  /// @param timeout maximum wait for all of them
  void awaitResponses(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    ControlServer server;
    McpDoors doors;
    synchronized (this) {
      server = control;
      doors = mcp;
    }
    if (server != null) {
      server.awaitResponses(timeout);
    }
    if (doors != null) {
      doors.awaitResponses(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  /// Ends waiting calls, so that they do not outlive the processes; nothing is opened from now on.
  synchronized void endCalls() {
    closed = true;
    if (operations != null) {
      operations.close();
    }
  }

  /// Closes all connections. Idempotent.
  @Override
  public void close() {
    endCalls();
    McpDoors doors;
    ControlServer server;
    synchronized (this) {
      doors = mcp;
      server = control;
    }
    if (doors != null) {
      doors.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
