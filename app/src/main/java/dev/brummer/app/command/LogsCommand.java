package dev.brummer.app.command;

import dev.brummer.app.fastpath.FastCommand;
import dev.brummer.app.fastpath.OptionValue;
import dev.brummer.app.operation.ProcessSelector;
import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.plain.LogPrinter;
import dev.brummer.app.plain.PlainRun;
import dev.brummer.app.plain.PrefixTemplate;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.ProjectSecrets;
import dev.brummer.app.run.RunTarget;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.LogSessionInfo;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.text.NameGlob;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer logs`: prints log lines of the current and earlier sessions of a project.
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Print the log of the current or an earlier session.",
    footer = {
      "",
      "Without options, prints the latest session. Exit code 1 if --grep finds no line.",
      "Examples:",
      "  brummer logs api -n 100",
      "  brummer logs -f --level warn",
      "  brummer logs web --source browser",
      "  brummer logs --grep 'timeout|refused' -C 3 --since 10m"
    })
public final class LogsCommand implements FastCommand {
  @Parameters(
      paramLabel = "NAME",
      description = "only these processes; names, globs ('dev:*') or groups")
  List<String> names = List.of();

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory to look for the project from, upwards (default: current directory)")
  Path directory = Path.of("");

  @Option(
      names = {"-f", "--follow"},
      description = "print new lines until the session ends")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "LINES",
      description = "only the last lines")
  @Nullable Integer tail;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "only lines from this time on: 10m (ago), 09:41, 2026-01-31")
  @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "only lines before this time")
  @Nullable String until;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "minimum level: trace, debug, info, warn or error")
  LogLevel level = LogLevel.NONE;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "only lines of this source: pty, stdout, stderr, brummer, or browser (errors of pages)")
  @Nullable LogSource source;

  @Option(
      names = "--grep",
      paramLabel = "REGEX",
      description = "only lines that match; case-sensitive if it contains an upper-case letter")
  @Nullable String grep;

  @Option(
      names = {"-v", "--invert-match"},
      description = "only lines that do not match --grep")
  boolean invert;

  @Option(
      names = {"-C", "--context"},
      paramLabel = "LINES",
      description = "lines of context before and after each match")
  int context;

  @Option(
      names = "--session",
      paramLabel = "WHICH",
      description =
          "newest, all, 1 for the previous one, 2 …, or a name (default: ${DEFAULT-VALUE})")
  String session = "newest";

  @Option(names = "--sessions", description = "list the sessions and exit")
  boolean list;

  @Option(names = "--timestamps", description = "prefix lines with a timestamp")
  boolean timestamps;

  @Option(names = "--json", description = "print one JSON object per line")
  boolean json;

  @Option(
      names = {"-e", "--env-file"},
      paramLabel = "FILE",
      description = "also mask the values of this environment file, as in brummer run")
  List<Path> envFiles = List.of();

  @Option(names = "--reveal", description = "show secrets; the recording contains them")
  boolean reveal;

  @Option(names = "--no-color", description = "disable colours (also: NO_COLOR)")
  boolean noColor;

  @Override
  public String longName(String shortName) {
    return switch (shortName) {
      case "-d" -> "--dir";
      case "-f" -> "--follow";
      case "-n" -> "--tail";
      case "-v" -> "--invert-match";
      case "-C" -> "--context";
      case "-e" -> "--env-file";
      default -> "";
    };
  }

  @Override
  public boolean set(OptionValue option) {
    switch (option.name()) {
      case "--dir" -> directory = option.path();
      case "--follow" -> follow = option.flag();
      case "--tail" -> tail = option.number();
      case "--since" -> since = option.text();
      case "--until" -> until = option.text();
      case "--level" -> level = option.oneOf(LogLevel.values());
      case "--source" -> source = option.oneOf(LogSource.values());
      case "--grep" -> grep = option.text();
      case "--invert-match" -> invert = option.flag();
      case "--context" -> context = option.number();
      case "--session" -> session = option.text();
      case "--sessions" -> list = option.flag();
      case "--timestamps" -> timestamps = option.flag();
      case "--json" -> json = option.flag();
      case "--env-file" -> envFiles = option.addTo(envFiles);
      case "--reveal" -> reveal = option.flag();
      case "--no-color" -> noColor = option.flag();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean setOperands(List<String> operands, List<String> typed) {
    names = operands;
    return true;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectDirectory found = ProjectDirectory.find(directory);
    Path project = found.path();
    List<Path> sessions = sessions(project);
    if (sessions.isEmpty()) {
      sessions = sessions(found.start());
    }
    if (sessions.isEmpty()) {
      throw UserException.failure(
          "no sessions recorded for "
              + project
              + " (brummer run records them for its project directory)");
    }
    if (list) {
      for (Path one : sessions) {
        StandardStreams.out().println(describe(LogSessionInfo.of(one)));
      }
      return ExitCodes.OK;
    }
    ProjectSecrets secrets =
        reveal
            ? null
            : ProjectSecrets.ofRecordedRun(found, envFiles, System.getenv(), MessagePrinter::print);
    OutputStream out = json ? StandardStreams.out().json() : StandardStreams.out().styled();
    long printed = 0;
    try {
      for (Path one : selectSessions(sessions)) {
        printed += print(one, out, secrets, follow && one.equals(sessions.getLast()));
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
    ZonedDateTime started = Instant.ofEpochMilli(info.startMillis()).atZone(ZoneId.systemDefault());
    return "%s  %s  %s  %.1f MB"
        .formatted(
            info.name(),
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(started),
            info.live() ? "running" : "ended  ",
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
        "unknown session "
            + VisibleText.quoted(session)
            + ": "
            + sessions.size()
            + " sessions are recorded (brummer logs --sessions lists them)");
  }

  /// @return -1 if the text is not a number of up to four digits
  private static int parseSessionIndex(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
  }

  /// @return number of printed matches
  private long print(
      Path session, OutputStream out, @Nullable ProjectSecrets secrets, boolean follow)
      throws IOException, InterruptedException {
    try (LogStore logs = LogStore.openReadOnly(session)) {
      printWarnings(logs);
      LogPrinter printer =
          new LogPrinter(
              logs,
              masking(logs, secrets),
              selection(logs),
              new LogPrinter.Style(
                  PrefixTemplate.defaultTemplate(timestamps),
                  json,
                  ColourPolicy.isEnabled(noColor, System.getenv())),
              out);
      if (tail != null) {
        printer.skipToLast(tail);
      }
      if (follow) {
        follow(session, logs, printer);
      }
      printer.print();
      return printer.printedCount();
    }
  }

  private static Masking masking(LogStore logs, @Nullable ProjectSecrets secrets) {
    Masking masking = new Masking();
    if (secrets != null) {
      masking.learn(secrets.read());
      masking.exempt(id -> secrets.unmasked().contains(logs.processNames().getOrDefault(id, "")));
    }
    return masking;
  }

  private static void follow(Path session, LogStore logs, LogPrinter printer)
      throws IOException, InterruptedException {
    try (LogLineSignal lines = LogLineSignal.of(LogSessionInfo.of(session))) {
      boolean live = true;
      while (live) {
        live = LogSessionInfo.of(session).live();
        long first = logs.first();
        logs.refresh();
        reportGap(first, logs, printer);
        printer.print();
        if (live) {
          lines.await(logs.end());
        }
      }
    }
    logs.refresh();
  }

  /// Reports lines that the quota has deleted before they were printed.
  private static void reportGap(long first, LogStore logs, LogPrinter printer) {
    long lost = logs.first() - Math.max(first, printer.cursor());
    if (lost > 0) {
      MessagePrinter.print(
          lost + " lines were deleted to stay within the quota before they were read");
    }
  }

  private static void printWarnings(LogStore logs) {
    if (logs.warning() != null) {
      MessagePrinter.print(logs.warning());
    }
    if (logs.first() > 0) {
      MessagePrinter.print(
          "the oldest " + logs.first() + " lines were deleted to stay within the quota");
    }
  }

  private LogPrinter.Selection selection(LogStore logs) {
    BitSet processes = names.isEmpty() ? null : matchProcesses(logs.processNames());
    long from = since == null ? Long.MIN_VALUE : parseTime("--since", since);
    long to = until == null ? Long.MAX_VALUE : parseTime("--until", until);
    Search search = grep == null ? null : new Search(grep, true);
    if (grep != null && search != null && search.syntaxError() != null) {
      throw UserException.usage(
          "invalid regular expression for --grep: "
              + VisibleText.named(grep)
              + ": "
              + search.syntaxError());
    }
    List<Rule> sourceRules = source == null ? List.of() : List.of(Rule.only(source));
    List<Rule> rules = new ArrayList<>(sourceRules);
    if (search != null && invert) {
      rules.add(Rule.excluding(search));
    }
    Search required = invert ? null : search;
    LogQuery matches =
        new LogQuery(processes, level, required, rules, RepeatFoldingMode.OFF, from, to);
    LogQuery surroundings =
        new LogQuery(processes, LogLevel.NONE, null, sourceRules, RepeatFoldingMode.OFF, from, to);
    return new LogPrinter.Selection(matches, surroundings, Math.max(0, context));
  }

  private static long parseTime(String option, String text) {
    return TimeParser.parse(option, text, ZonedDateTime.now());
  }

  private BitSet matchProcesses(Map<Integer, String> all) {
    BitSet selected = new BitSet();
    TreeSet<String> known = new TreeSet<>(all.values());
    for (String name : names) {
      List<String> found = NameGlob.matching(name, known);
      List<String> matching = found.isEmpty() ? ofGroup(name, known) : found;
      if (matching.isEmpty()) {
        throw UserException.usage(
            "no process "
                + VisibleText.quoted(name)
                + " in this session: "
                + (name.equals("browser")
                    ? "errors of browser pages are lines of the process that serves the page;"
                        + " --source browser selects them"
                    : Suggestions.hint(name, known)));
      }
      all.forEach((id, it) -> selected.set(id, selected.get(id) || matching.contains(it)));
    }
    return selected;
  }

  /// The recorded processes of a group, as the project defines it now. A log has no groups.
  private List<String> ofGroup(String name, Set<String> known) {
    try {
      List<ProcessSpec> specs =
          new RunTargets(ProjectDirectory.find(directory), System.getenv(), true, Map.of())
              .all().stream().map(RunTarget::spec).toList();
      return ProcessSelector.group(specs, name).stream()
          .map(ProcessSpec::name)
          .filter(known::contains)
          .toList();
    } catch (UserException invalid) {
      return List.of(); // an invalid configuration keeps no log from being read
    }
  }
}
