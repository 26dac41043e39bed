package dev.brummer.app.operation;

import dev.brummer.engine.Engine;
import dev.brummer.engine.fact.FactLedger;
import dev.brummer.engine.mask.MaskedLog;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.route.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of the run that the operations read, and waiting for a change of them. Any thread.
final class OperationContext {
  /// Interval at which waits look at states that publish no fact.
  private static final long POLL_INTERVAL_MILLIS = 50;

  private static final int MAX_NAMES = 200;
  private static final int MAX_TEXT = 4_000;

  private final Engine engine;
  private final @Nullable ProxyServer proxy;
  private final UnregisteredScripts others;
  private volatile boolean closed;

  OperationContext(Engine engine, @Nullable ProxyServer proxy, UnregisteredScripts others) {
    this.engine = engine;
    this.others = others;
    this.proxy = proxy;
  }

  Engine engine() {
    return engine;
  }

  /// The log as clients see it: a search for a secret finds nothing.
  MaskedLog maskedLog() {
    return engine.maskedLogs();
  }

  FactLedger facts() {
    return engine.facts();
  }

  @Nullable ProxyServer proxy() {
    return proxy;
  }

  boolean hasProxy() {
    return proxy != null;
  }

  List<Route> routes() {
    return proxy == null ? List.of() : proxy.routes();
  }

  long now() {
    return System.currentTimeMillis();
  }

  void close() {
    closed = true;
  }

  /// @throws OperationException of kind `CLOSED` once the run ends
  void requireOpen() throws OperationException {
    if (closed) {
      throw new OperationException(
          OperationException.Kind.CLOSED, "this run of brummer is ending", "start it again");
    }
  }

  /// Checks that a client may act.
  ///
  /// @throws OperationException of kind `READ_ONLY` or `CLOSED`
  void requireActing(Caller caller) throws OperationException {
    requireOpen();
    boolean agent = caller.door() != Caller.Door.CLI;
    if (!caller.mayAct() || (agent && !engine.agentAccess().mayAct(caller.name()))) {
      throw new OperationException(
          OperationException.Kind.READ_ONLY,
          caller.label() + " may only read in this run",
          "ask the user to allow changes in the Agents view, or to do it");
    }
  }

  /// Waits until something has changed after `known`, at most a short time.
  void awaitChange(long known) throws InterruptedException, OperationException {
    facts().awaitChange(known, POLL_INTERVAL_MILLIS);
    requireOpen();
  }

  /// The position of this moment.
  OperationCursor cursor() {
    long sequence = facts().sequence();
    return new OperationCursor(engine.logs().end(), sequence, now(), false);
  }

  String text(OperationCursor cursor) {
    return cursor.text(facts().startMillis());
  }

  /// @param text null or "now" for the position of this moment
  OperationCursor parse(@Nullable String text) throws OperationException {
    return text == null || text.isBlank() || text.strip().equals(OperationCursor.NOW)
        ? cursor()
        : OperationCursor.parse(text, facts().startMillis());
  }

  /// The start of the run for a missing cursor.
  OperationCursor parseOrStart(@Nullable String text) throws OperationException {
    return text == null || text.isBlank()
        ? OperationCursor.start(facts().startMillis())
        : parse(text);
  }

  List<ProcessInfo> all() {
    return engine.processes().snapshot();
  }

  /// Scripts of the project that can be started although they are not registered.
  List<ProcessSpec> unregistered() {
    return others.remaining(all());
  }

  /// The processes with these names; all if there are none.
  List<ProcessInfo> select(List<String> names) throws OperationException {
    return names.isEmpty()
        ? all()
        : ProcessSelector.select(all(), checked(names), false, List.of());
  }

  /// The processes with these names.
  ///
  /// @param toStart registers scripts of these names first; see [ProcessSelector#select]
  List<ProcessInfo> require(List<String> names, boolean toStart) throws OperationException {
    if (names.isEmpty()) {
      throw invalid("no process is named", "pass at least one name; all selects every process");
    }
    checked(names);
    if (toStart) {
      others.register(engine.processes(), names);
    }
    List<ProcessSpec> startable = toStart ? unregistered() : List.of();
    return ProcessSelector.select(all(), names, toStart, startable);
  }

  private static List<String> checked(List<String> names) throws OperationException {
    if (names.size() > MAX_NAMES) {
      throw invalid(names.size() + " names are too many", "pass at most " + MAX_NAMES);
    }
    for (String name : names) {
      checkLength("name", name);
    }
    return names;
  }

  static void checkLength(String what, String text) throws OperationException {
    if (text.length() > MAX_TEXT) {
      throw invalid(
          "the " + what + " has " + text.length() + " characters", "pass at most " + MAX_TEXT);
    }
  }

  static int checkRange(String what, int value, int min, int max) throws OperationException {
    if (value < min || value > max) {
      throw invalid(what + " is " + value, "pass a number from " + min + " to " + max);
    }
    return value;
  }

  static OperationException invalid(String message, String hint) {
    return new OperationException(OperationException.Kind.INVALID_ARGUMENT, message, hint);
  }

  /// The name of a process; "brummer" for brummer itself.
  String name(int process) {
    for (ProcessInfo info : all()) {
      if (info.id() == process) {
        return info.name();
      }
    }
    return "brummer";
  }
}
