package dev.brummer.app.operation;

import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.ProcessItem;
import dev.brummer.app.operation.result.RequestItem;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.fact.ProcessFact;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StartMethod;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.proxy.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Builds the items of results from the parts of the run. Any thread.
final class Items {
  /// Longer lines of a log are cut: an agent cannot use them.
  private static final int MAX_LINE = 2_000;

  private final OperationContext context;

  Items(OperationContext context) {
    this.context = context;
  }

  /// @param since errors after this fact are counted
  ProcessItem process(ProcessInfo info, long since) {
    ProcessFact fact = context.facts().process(info.id());
    String url = url(info, fact);
    return new ProcessItem(
        info.name(),
        word(info.state()),
        info.state().alive(),
        fullReason(info, fact, context.now()),
        exitCode(info.state()),
        info.runNumber(),
        info.pid(),
        info.sinceMillis(),
        info.ports(),
        url,
        proxied(info.id(), url),
        Math.round(info.resources().cpuPercent() * 10) / 10.0,
        info.resources().rssBytes(),
        scriptRunner(info.startMethod()),
        newErrors(info.id(), since));
  }

  /// The current process of an earlier snapshot.
  ProcessItem current(ProcessInfo info, long since) {
    return process(context.engine().processes().info(info.id()), since);
  }

  private static String scriptRunner(@Nullable StartMethod method) {
    return method == null
        ? ""
        : switch (method.runner()) {
          case DIRECT -> "direct";
          case MANAGER -> "manager: " + method.reason();
        };
  }

  private int newErrors(int process, long since) {
    return (int)
        context.facts().errors().stream()
            .filter(it -> it.process() == process && it.lastSequence() > since && !it.isHealed())
            .count();
  }

  static String word(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _ -> "idle";
      case ProcessState.Waiting _ -> "waiting";
      case ProcessState.Starting _ -> "starting";
      case ProcessState.Running _ -> "running";
      case ProcessState.Ready _ -> "ready";
      case ProcessState.Down _ -> "down";
      case ProcessState.Stopping _ -> "stopping";
      case ProcessState.Paused _ -> "paused";
      case ProcessState.Done _ -> "done";
      case ProcessState.Stopped _ -> "stopped";
      case ProcessState.Failed _ -> "failed";
      case ProcessState.BackingOff _ -> "restarting";
      case ProcessState.Scheduled _ -> "scheduled";
    };
  }

  private static String fullReason(ProcessInfo info, ProcessFact fact, long now) {
    List<String> all = new ArrayList<>(info.conditions());
    String reason = reason(info, fact, now);
    if (!reason.isEmpty()) {
      all.addFirst(reason);
    }
    return String.join("; ", all);
  }

  private static String reason(ProcessInfo info, ProcessFact fact, long now) {
    return switch (info.state()) {
      case ProcessState.Idle _ -> "never started";
      case ProcessState.Waiting _ -> "waits for " + info.describeAwaited();
      case ProcessState.Ready it -> it.evidence();
      case ProcessState.Down it -> it.reason();
      case ProcessState.Stopping it -> it.signal() + ", " + fact.cause();
      case ProcessState.Paused _ -> "suspended by job control";
      case ProcessState.Failed it -> it.reason();
      case ProcessState.Stopped _ -> stopped(fact.stopCause());
      case ProcessState.Scheduled _ -> info.describeState(now);
      case ProcessState.BackingOff it -> fact.cause() + ", attempt " + it.attempt();
      case ProcessState.Done _, ProcessState.Starting _, ProcessState.Running _ -> "";
    };
  }

  /// "stopped by claude-code" of the cause "requested by claude-code".
  private static String stopped(String cause) {
    int by = cause.indexOf(" by ");
    return by < 0 ? "stopped by the user" : "stopped" + cause.substring(by);
  }

  private static @Nullable Integer exitCode(ProcessState state) {
    return switch (state) {
      case ProcessState.Done it -> it.code();
      case ProcessState.Failed it -> it.code();
      case ProcessState.Scheduled it -> exitCode(it.last());
      case ProcessState.Stopped it ->
          it.signal() == 0 ? Integer.valueOf(it.code()) : Integer.valueOf(128 + it.signal());
      default -> null;
    };
  }

  static String signal(int signal) {
    return LinuxSignals.name(signal);
  }

  /// The URL that a browser opens: declared, else the first local one.
  String url(ProcessInfo info, ProcessFact fact) {
    if (info.spec().web().url() != null) {
      return Objects.toString(info.spec().web().url());
    }
    String any = "";
    for (Event.UrlDetected it : fact.urls()) {
      if (it.scope() == Event.UrlDetected.Scope.LOCAL) {
        return it.url();
      }
      any = any.isEmpty() ? it.url() : any;
    }
    return any;
  }

  /// The URL through the proxy, empty without one.
  String proxied(int process, String url) {
    for (Route route : context.routes()) {
      if (route.process() == process && same(route.target(), url)) {
        return route.proxied();
      }
    }
    return "";
  }

  private static boolean same(String a, String b) {
    return strip(a).equals(strip(b));
  }

  private static String strip(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  ErrorItem error(ErrorFact fact, long since) {
    Event.ErrorDetected it = fact.occurrence();
    return new ErrorItem(
        fact.id(),
        context.name(fact.process()),
        fact.kind().name().toLowerCase(Locale.ROOT),
        it.type(),
        VisibleText.line(it.message()),
        Objects.requireNonNullElse(it.location(), ""),
        fact.count(),
        fact.firstMillis(),
        it.atMillis(),
        fact.firstSequence() > since);
  }

  List<ErrorItem> errors(List<ErrorFact> facts, long since) {
    return facts.stream().map(it -> error(it, since)).toList();
  }

  /// The errors of a process that stand, newest first.
  List<ErrorFact> standing(int process) {
    return context.facts().errors().stream()
        .filter(it -> it.process() == process && !it.isHealed())
        .toList();
  }

  LogItem line(StoredLine line, long repeats, boolean match) {
    String text = VisibleText.line(line.plainString());
    return new LogItem(
        line.number(),
        context.name(line.process()),
        line.atMillis(),
        line.level() == LogLevel.NONE ? "" : line.level().name().toLowerCase(Locale.ROOT),
        source(line.source()),
        text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + "…",
        repeats,
        match);
  }

  List<LogItem> lines(List<StoredLine> lines) {
    return lines.stream().map(it -> line(it, 0, true)).toList();
  }

  /// The newest lines of a process.
  List<LogItem> tail(int process, int limit) {
    return lines(context.maskedLog().tail(process, limit));
  }

  private static String source(LogSource source) {
    return switch (source) {
      case PTY, STDOUT -> "out";
      case STDERR -> "err";
      case BROWSER -> "browser";
      case BRUMMER, DAMAGED -> "brummer";
    };
  }

  RequestItem request(Event.RequestCompleted it) {
    return new RequestItem(
        it.id(),
        context.name(it.process()),
        it.method(),
        it.url(),
        it.status(),
        it.contentType(),
        millis(it.totalNanos()),
        it.requestBytes(),
        it.responseBytes(),
        it.error(),
        isFailed(it),
        it.atMillis());
  }

  static boolean isFailed(Event.RequestCompleted it) {
    return it.status() >= 500 || !it.error().isEmpty();
  }

  static double millis(long nanos) {
    return Math.round(nanos / 10_000.0) / 100.0;
  }
}
