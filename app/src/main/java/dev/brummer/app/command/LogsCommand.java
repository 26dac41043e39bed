package dev.brummer.app.command;

import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.plain.LogPrinter;
import dev.brummer.app.plain.PlainRun;
import dev.brummer.app.plain.PrefixTemplate;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.RunPlanner;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.LogSessionInfo;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatFolding;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.script.Scripts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer logs`: what the processes of a project have printed, in the run that is under way and
/// in those that are over.
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Show what was printed, by a run that is under way or over.",
    footer = {
      "",
      "With nothing said, all of the newest session. Ends with 1 where --grep finds nothing.",
      "Examples:",
      "  brummer logs api -n 100",
      "  brummer logs -f --level warn",
      "  brummer logs --grep 'timeout|refused' -C 3 --since 10m"
    })
public final class LogsCommand implements Callable<Integer> {
  private static final long POLL_INTERVAL_MILLIS = 100;
  private static final DateTimeFormatter START_TIME_FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Parameters(paramLabel = "NAME", description = "of these processes only; globs ('dev:*')")
  List<String> names = List.of();

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "the project; default: the current directory")
  Path directory = Path.of("");

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what is printed, until the run is over")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "LINES",
      description = "only the last so many")
  @Nullable Integer tail;

  @Option(names = "--since", paramLabel = "TIME", description = "from then on: 10m (ago), 09:41, …")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "up to then")
  @Nullable String until;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "at least: trace, debug, info, warn, error")
  LogLevel level = LogLevel.NONE;

  @Option(
      names = "--grep",
      paramLabel = "REGEX",
      description = "only lines in which it is found; with a capital letter its case matters")
  @Nullable String grep;

  @Option(
      names = {"-v", "--invert-match"},
      description = "only lines in which --grep is not found")
  boolean invert;

  @Option(
      names = {"-C", "--context"},
      paramLabel = "LINES",
      description = "so many lines before and after each")
  int context;

  @Option(
      names = "--session",
      paramLabel = "WHICH",
      description = "newest, all, the number of runs before it, or a name (--sessions)")
  String session = "newest";

  @Option(names = "--sessions", description = "only list the sessions there are")
  boolean list;

  @Option(names = "--timestamps", description = "the time before each line")
  boolean timestamps;

  @Option(names = "--json", description = "one object a line")
  boolean json;

  @Option(names = "--no-color", description = "no colours; so does NO_COLOR")
  boolean noColor;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path project = RunPlanner.directory(directory);
    List<Path> sessions = sessions(project);
    if (sessions.isEmpty()) {
      throw UserException.failure(
          "nothing is recorded of "
              + project
              + ": brummer run records what it shows, for the directory that it is run in");
    }
    if (list) {
      for (Path one : sessions) {
        System.out.println(describe(LogSessionInfo.of(one)));
      }
      return ExitCodes.OK;
    }
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    long printed = 0;
    try {
      for (Path one : selectSessions(sessions)) {
        printed += print(one, out, follow && one.equals(sessions.getLast()));
      }
    } catch (IOException failed) {
      if (String.valueOf(failed.getMessage()).contains("Broken pipe")) {
        return PlainRun.BROKEN_PIPE;
      }
      throw failed;
    }
    return grep != null && printed == 0 ? ExitCodes.FAILURE : ExitCodes.OK;
  }

  private static List<Path> sessions(Path project) throws IOException {
    Path state = SupervisorSettings.defaults().state();
    Path logs = state == null ? null : LogSettings.directory(state, project);
    return logs == null || !Files.isDirectory(logs) ? List.of() : LogStore.sessions(logs);
  }

  private static String describe(LogSessionInfo info) {
    ZonedDateTime began = Instant.ofEpochMilli(info.startMillis()).atZone(ZoneId.systemDefault());
    return "%s  %s  %s  %.1f MB"
        .formatted(
            info.name(),
            START_TIME_FORMAT.format(began),
            info.live() ? "running" : "over   ",
            info.bytes() / 1e6);
  }

  private List<Path> selectSessions(List<Path> sessions) {
    if (session.equals("all")) {
      return sessions;
    }
    int newest = sessions.size() - 1;
    int before = session.equals("newest") ? 0 : parseSessionIndex(session);
    if (before >= 0 && before <= newest) {
      return List.of(sessions.get(newest - before));
    }
    List<Path> named =
        sessions.stream()
            .filter(path -> path.getFileName().toString().startsWith(session))
            .toList();
    if (named.size() == 1 && before < 0) {
      return named;
    }
    throw UserException.usage(
        "--session "
            + session
            + ": there are "
            + sessions.size()
            + " sessions, and none is called so (brummer logs --sessions)");
  }

  /// @return -1 if it is none, or longer than a count of sessions can be
  private static int parseSessionIndex(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
  }

  /// @return how many lines that were wanted
  private long print(Path session, OutputStream out, boolean follow)
      throws IOException, InterruptedException {
    try (LogStore logs = LogStore.openReadOnly(session)) {
      printWarnings(logs);
      LogPrinter printer =
          new LogPrinter(
              logs,
              selection(logs),
              new LogPrinter.Style(
                  PrefixTemplate.defaultTemplate(timestamps),
                  json,
                  ColourPolicy.wanted(noColor, System.getenv())),
              out);
      if (tail != null) {
        printer.skipToLast(tail);
      }
      boolean live = true;
      while (live) {
        live = follow && LogSessionInfo.of(session).live();
        printer.print();
        if (live) {
          Thread.sleep(POLL_INTERVAL_MILLIS);
        }
        if (follow) {
          logs.refresh();
        }
      }
      printer.print();
      return printer.printedCount();
    }
  }

  private static void printWarnings(LogStore logs) {
    if (logs.warning() != null) {
      System.err.println("brummer: " + logs.warning());
    }
    if (logs.first() > 0) {
      System.err.println("brummer: the oldest " + logs.first() + " lines are gone, for the quota");
    }
  }

  private LogPrinter.Selection selection(LogStore logs) {
    BitSet processes = names.isEmpty() ? null : matchProcesses(logs.processNames());
    ZonedDateTime now = ZonedDateTime.now();
    long from = since == null ? Long.MIN_VALUE : TimeParser.parse("--since", since, now);
    long to = until == null ? Long.MAX_VALUE : TimeParser.parse("--until", until, now);
    Search search = grep == null ? null : new Search(grep, true);
    if (search != null && search.syntaxError() != null) {
      throw UserException.usage(
          "--grep " + grep + ": no regular expression: " + search.syntaxError());
    }
    List<Rule> rules = search == null || !invert ? List.of() : List.of(Rule.excluding(search));
    Search found = invert ? null : search;
    LogQuery lines = new LogQuery(processes, level, found, rules, RepeatFolding.OFF, from, to);
    LogQuery around =
        new LogQuery(processes, LogLevel.NONE, null, List.of(), RepeatFolding.OFF, from, to);
    return new LogPrinter.Selection(lines, around, Math.max(0, context));
  }

  private BitSet matchProcesses(Map<Integer, String> all) {
    BitSet wanted = new BitSet();
    TreeSet<String> known = new TreeSet<>(all.values());
    for (String name : names) {
      List<String> meant = Scripts.matching(name, known);
      if (meant.isEmpty()) {
        List<String> near = Scripts.nearest(name, known);
        throw UserException.usage(
            "no process of this session is called \""
                + name
                + "\": "
                + (near.isEmpty()
                    ? "there are " + String.join(", ", known)
                    : "did you mean " + String.join(" or ", near) + "?"));
      }
      all.forEach((id, it) -> wanted.set(id, wanted.get(id) || meant.contains(it)));
    }
    return wanted;
  }
}
